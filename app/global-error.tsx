"use client";

/** Prerendered, without script, words of the reader or style sheet: the last page when all else has failed. */
export default function GlobalError() {
  return (
    <html lang="en">
      <head>
        <title>Oakline</title>
        <style>{`
          :root { color-scheme: light dark }
          body { margin: 0; min-height: 100dvh; display: grid; place-content: center; gap: 12px; padding: 24px;
            font: 13px/20px system-ui, sans-serif;
            background: light-dark(#f6f8f9, #0b1011); color: light-dark(#172023, #e8ecec) }
          h1 { margin: 0; font-size: 20px; line-height: 28px; font-weight: 600 }
          p { margin: 0; color: light-dark(#475256, #b0b7b9) }
          a { color: light-dark(#006773, #70cbd4) }
        `}</style>
      </head>
      <body>
        <h1>Something went wrong on our side</h1>
        <p>Load the page again. If it stays, tell the person who runs Oakline the time and this address.</p>
        <p lang="zh-CN">我们这边出错了。请重新加载页面；若仍出现，请将时间和网址告知 Oakline 的管理员。</p>
        <p>
          {/* a plain link on purpose: it must work when no script does */}
          <a href="/">Go to home · 返回首页</a>
        </p>
      </body>
    </html>
  );
}
