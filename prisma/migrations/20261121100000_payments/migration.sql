-- CreateTable
CREATE TABLE "portal"."invoice" (
    "number" TEXT NOT NULL,
    "application_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "applicant" TEXT NOT NULL,
    "tenge" INTEGER NOT NULL,
    "page" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "portal"."ledger_entry" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "invoice" TEXT NOT NULL,
    "application_id" UUID NOT NULL,
    "operation" TEXT NOT NULL,
    "tenge" INTEGER NOT NULL,
    "booked_on" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal"."refund" (
    "id" UUID NOT NULL,
    "invoice" TEXT NOT NULL,
    "application_id" UUID NOT NULL,
    "tenge" INTEGER NOT NULL,
    "ground" TEXT NOT NULL,
    "ordered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "state_databases"."payment_invoice" (
    "number" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "iin" TEXT NOT NULL,
    "tenge" INTEGER NOT NULL,
    "description" JSONB NOT NULL,
    "return_to" TEXT NOT NULL,
    "page" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_invoice_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "state_databases"."payment_operation" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "invoice" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT,
    "tenge" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "booked_on" TEXT NOT NULL,

    CONSTRAINT "payment_operation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invoice_application_id_stage_key" ON "portal"."invoice"("application_id", "stage");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_invoice_kind_key" ON "portal"."ledger_entry"("invoice", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_operation_key" ON "portal"."ledger_entry"("operation");

-- CreateIndex
CREATE INDEX "ledger_entry_booked_on_idx" ON "portal"."ledger_entry"("booked_on");

-- CreateIndex
CREATE INDEX "ledger_entry_application_id_idx" ON "portal"."ledger_entry"("application_id");

-- CreateIndex
CREATE UNIQUE INDEX "refund_invoice_key" ON "portal"."refund"("invoice");

-- CreateIndex
CREATE INDEX "refund_application_id_idx" ON "portal"."refund"("application_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_invoice_key_key" ON "state_databases"."payment_invoice"("key");

-- CreateIndex
CREATE UNIQUE INDEX "payment_invoice_page_key" ON "state_databases"."payment_invoice"("page");

-- CreateIndex
CREATE INDEX "payment_invoice_iin_idx" ON "state_databases"."payment_invoice"("iin");

-- CreateIndex
CREATE UNIQUE INDEX "payment_operation_number_key" ON "state_databases"."payment_operation"("number");

-- CreateIndex
CREATE UNIQUE INDEX "payment_operation_invoice_kind_key" ON "state_databases"."payment_operation"("invoice", "kind");

-- CreateIndex
CREATE INDEX "payment_operation_booked_on_id_idx" ON "state_databases"."payment_operation"("booked_on", "id");

-- AddForeignKey
ALTER TABLE "portal"."invoice" ADD CONSTRAINT "invoice_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "portal"."application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal"."ledger_entry" ADD CONSTRAINT "ledger_entry_invoice_fkey" FOREIGN KEY ("invoice") REFERENCES "portal"."invoice"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal"."refund" ADD CONSTRAINT "refund_invoice_fkey" FOREIGN KEY ("invoice") REFERENCES "portal"."invoice"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "state_databases"."payment_operation" ADD CONSTRAINT "payment_operation_invoice_fkey" FOREIGN KEY ("invoice") REFERENCES "state_databases"."payment_invoice"("number") ON DELETE CASCADE ON UPDATE CASCADE;



-- What the schema language cannot say.

-- Money is never nothing and never negative; what an entry is, is one of three.
ALTER TABLE "portal"."invoice" ADD CONSTRAINT "invoice_amount" CHECK ("tenge" > 0);
ALTER TABLE "portal"."refund" ADD CONSTRAINT "refund_amount" CHECK ("tenge" > 0);
ALTER TABLE "portal"."ledger_entry" ADD CONSTRAINT "ledger_entry_amount" CHECK ("tenge" > 0);
ALTER TABLE "portal"."ledger_entry" ADD CONSTRAINT "ledger_entry_kind" CHECK ("kind" IN ('charge', 'refund', 'reversal'));

-- The books are written once. Grants say it too; the triggers also bind the owner.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "portal"."invoice" FOR EACH ROW EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "portal"."ledger_entry" FOR EACH ROW EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "portal"."refund" FOR EACH ROW EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "portal"."invoice" FOR EACH STATEMENT EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "portal"."ledger_entry" FOR EACH STATEMENT EXECUTE FUNCTION "portal"."refuse_change"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "portal"."refund" FOR EACH STATEMENT EXECUTE FUNCTION "portal"."refuse_change"();
