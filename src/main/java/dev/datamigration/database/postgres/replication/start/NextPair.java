package dev.datamigration.database.postgres.replication.start;

import dev.datamigration.api.task.StartFrom;
import dev.datamigration.database.postgres.sql.Sql;

/**
 * The publication and the slot that a person makes where those that were named cannot be begun from, in this order.
 *
 * @param former slot, which is behind any new publication as long as it is there
 */
record NextPair(String former, String publication, String slot) {
    private static final int LONGEST = 61;

    static NextPair of(StartFrom from) {
        return new NextPair(from.slot(), next(from.publication()), next(from.slot()));
    }

    private static String next(String name) {
        return (name.length() > LONGEST ? name.substring(0, LONGEST) : name) + "_2";
    }

    /** In the order in which they are run on the source. */
    String statements() {
        return "unless others read the former slot, SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = %s; CREATE PUBLICATION %s FOR ALL TABLES; Wait until this says true (transactions that were open before, and slots that lag, keep it at false): %s Then SELECT slot_name, lsn FROM pg_create_logical_replication_slot(%s, 'pgoutput'); What the target has up to that lsn or to a later position is what startFrom.position may say."
                .formatted(Sql.literal(former), Sql.identifier(publication), ready(), Sql.literal(slot));
    }

    /** Says whether a slot that is made now sees the publication in all that it reads. */
    private String ready() {
        return "SELECT pg_catalog.age(xmin) > greatest(pg_catalog.age((pg_catalog.txid_snapshot_xmin(pg_catalog.txid_current_snapshot()) %% 4294967296)::text::pg_catalog.xid), (SELECT max(pg_catalog.age(catalog_xmin)) FROM pg_catalog.pg_replication_slots)) FROM pg_catalog.pg_publication WHERE pubname = %s;"
                .formatted(Sql.literal(publication));
    }
}
