import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { ProvideMessages } from "@/components/i18n/provide-messages";
import { ReaderProvider } from "@/components/i18n/reader";
import { RememberZone } from "@/components/i18n/remember-zone";
import { requestPreferences } from "@/components/i18n/request-preferences";
import { ToastHost } from "@/components/ui/toast-host";
import { systemClock } from "@/server/platform/clock";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Oakline", template: "%s · Oakline" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f8f9" },
    { media: "(prefers-color-scheme: dark)", color: "#0b1011" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // the nonce of the security headers exists per request only, so nothing here may be rendered ahead
  await connection();
  const { locale, theme, density, zone } = await requestPreferences();
  return (
    <html
      lang={locale}
      data-theme={theme}
      data-density={density}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body>
        <ProvideMessages>
          <ReaderProvider
            zone={zone ?? "UTC"}
            theme={theme}
            density={density}
            nowMs={systemClock.now().getTime()}
          >
            {children}
            <RememberZone isChosen={zone !== null} />
            <ToastHost />
          </ReaderProvider>
        </ProvideMessages>
      </body>
    </html>
  );
}
