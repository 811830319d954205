import type { NextRequest } from "next/server";
import { documentForMobile, mayAskForMobile, takeFromMobile } from "@/lib/use-cases/signing/mobile-signing";
import { mobileAnswer } from "../../answer";

type CodeContext = { params: Promise<{ id: string }> };

/** A signature of one document with its chain is some 10 KB in base64. */
const mostBytes = 131_072;

/** API-2 of eGov Mobile: the document to sign, for whoever holds the token. */
export async function GET(request: NextRequest, { params }: CodeContext): Promise<Response> {
  if (!(await mayAskForMobile(request.headers))) return mobileAnswer(429);
  const document = await documentForMobile((await params).id, request.headers.get("authorization"));
  return document ? mobileAnswer(200, document) : mobileAnswer(403);
}

/** API-2: takes the signature. */
export async function PUT(request: NextRequest, { params }: CodeContext): Promise<Response> {
  if (!(await mayAskForMobile(request.headers))) return mobileAnswer(429);
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) return mobileAnswer(413);
  const body = asJson(await request.text());
  const taken = await takeFromMobile((await params).id, request.headers.get("authorization"), body);
  return mobileAnswer(taken ? 200 : 403);
}

function asJson(text: string): unknown {
  try {
    return text.length > mostBytes ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
