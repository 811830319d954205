"use server";

import { getLocale } from "next-intl/server";
import { z } from "zod";
import { serverAction } from "@/lib/main/server-action";
import { dealWithReport } from "@/lib/use-cases/dwellings/officers-reports";
import { reportOutcomes } from "@/lib/use-cases/dwellings/report-stranger";

const longestComment = 1000;

/** Marks an owner's report as dealt with. */
export const dealWithReportAction = serverAction({
  name: "deal-with-report",
  who: "staff",
  input: z.strictObject({
    report: z.uuid(),
    outcome: z.enum(reportOutcomes, { error: "staff.reports.errors.outcome" }),
    comment: z
      .string()
      .trim()
      .min(1, { error: "staff.reports.errors.comment" })
      .max(longestComment, { error: "staff.errors.commentTooLong" }),
  }),
  limit: { points: 60, seconds: 600 },
  run: async ({ viewer, input: { report, ...answer } }) => {
    const dealt = await dealWithReport(report, viewer, answer);
    if (dealt !== "dealt-with") return { status: "failed", message: `staff.reports.errors.${dealt}` };
    return { redirect: `/${await getLocale()}/staff/reports?done=yes` };
  },
});
