-- CreateTable
CREATE TABLE "state_databases"."address_entry" (
    "iin" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "rka" TEXT,
    "from" TEXT NOT NULL,
    "to" TEXT,

    CONSTRAINT "address_entry_pkey" PRIMARY KEY ("iin","kind")
);
