-- AlterTable: what the portal has ended, under its key.
ALTER TABLE "state_databases"."registration" ADD COLUMN "ended_by" TEXT;
