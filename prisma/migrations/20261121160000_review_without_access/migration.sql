-- Since when KDP has not let the portal ask whether an officer and the applicant are relatives: nobody can open the task meanwhile.
ALTER TABLE "portal"."task" ADD COLUMN "access_denied_at" TIMESTAMPTZ(3);
