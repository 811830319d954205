-- AlterTable
ALTER TABLE "state_databases"."fault" ADD COLUMN "until" TIMESTAMPTZ(3);
