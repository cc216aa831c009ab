import { answerJobsRequest } from "@/server/jobs/web-jobs";

export const dynamic = "force-dynamic";

export const GET = answerJobsRequest;
export const POST = answerJobsRequest;
export const PUT = answerJobsRequest;
