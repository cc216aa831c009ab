ALTER TABLE "purchase_order" DROP CONSTRAINT "purchase_order_status";--> statement-breakpoint
ALTER TABLE "work_item" DROP CONSTRAINT "work_item_kind";--> statement-breakpoint
ALTER TABLE "purchase_order" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "submission" ADD COLUMN "closed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "purchase_order" ADD CONSTRAINT "purchase_order_answer" CHECK ("purchase_order"."answer" in ('draft', 'awaiting_approval', 'queued', 'sending', 'sent', 'presumed_accepted', 'verified', 'mismatch', 'refused', 'unknown', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "purchase_order" ADD CONSTRAINT "purchase_order_status" CHECK ("purchase_order"."status" in ('to-confirm', 'answered', 'confirmed', 'changed', 'closed', 'cancelled'));--> statement-breakpoint
ALTER TABLE "work_item" ADD CONSTRAINT "work_item_kind" CHECK ("work_item"."kind" in ('confirm', 'changed', 'answer', 'reauthorise', 'rotate-secret', 'sync-failing', 'access-review'));