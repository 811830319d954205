-- Links from before their makers were kept: the audit knows who made each.
UPDATE "portal"."shared_link" AS "link" SET "made_by" = "entry"."actor"->>'iin'
FROM "portal"."audit_entry" AS "entry"
WHERE "link"."made_by" IS NULL AND "entry"."action" = 'link-made' AND "entry"."details"->>'link' = "link"."id"::text;
