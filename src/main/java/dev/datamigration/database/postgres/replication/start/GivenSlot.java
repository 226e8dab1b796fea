package dev.datamigration.database.postgres.replication.start;

import dev.datamigration.api.task.StartFrom;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Says what the server says of the slot that a task is to begin from.
 *
 * @param slot as it is called
 * @param plugin that it was made for; null of a slot that keeps the log for a standby
 * @param here whether it is of this database
 * @param temporary whether it ends with its session
 * @param lost whether log that it needs was removed
 * @param confirmed from where on it can be read; null while it is being made
 * @param end of the log
 * @param horizon transactions before it are seen by whoever reads the slot
 */
public record GivenSlot(
        String slot,
        String plugin,
        boolean here,
        boolean temporary,
        boolean lost,
        Lsn confirmed,
        Lsn end,
        String horizon) {
    private static final String READ = """
            SELECT slot_name, plugin, coalesce(database = pg_catalog.current_database(), false) AS here, temporary,
                   coalesce(wal_status = 'lost', false) AS lost, confirmed_flush_lsn::text AS confirmed,
                   pg_catalog.pg_current_wal_insert_lsn()::text AS log_end, catalog_xmin::text AS horizon
              FROM pg_catalog.pg_replication_slots WHERE slot_name = ?
            """;

    /** Empty where there is none of that name. */
    public static Optional<GivenSlot> read(Connection connection, String slot) throws SQLException {
        return SqlStatement.of(connection, READ).with(slot).first(GivenSlot::of);
    }

    private static GivenSlot of(ResultSet row) throws SQLException {
        var confirmed = row.getString("confirmed");
        return new GivenSlot(
                row.getString("slot_name"),
                row.getString("plugin"),
                row.getBoolean("here"),
                row.getBoolean("temporary"),
                row.getBoolean("lost"),
                confirmed == null ? null : Lsn.parse(confirmed),
                Lsn.parse(row.getString("log_end")),
                row.getString("horizon"));
    }

    /** That there is none of that name. */
    public static Refusal missing(StartFrom from) {
        return new Refusal(
                "The replication slot %s, from which the task is to begin, is not on the source."
                        .formatted(from.slot()),
                "Name a slot that is there (SELECT slot_name, plugin, confirmed_flush_lsn FROM pg_replication_slots;) in"
                        + " spec.incrementalSync.startFrom. What was committed before a slot was made cannot be read any more:"
                        + " where there is none, " + anew(from));
    }

    /**
     * Why the task cannot begin there; empty where it can.
     *
     * @param from with a position or a time
     */
    public Optional<Refusal> refusal(StartFrom from) {
        if (!"pgoutput".equals(plugin)) {
            return refused("is of the plugin %s and not of pgoutput".formatted(plugin), from);
        }
        if (!here) {
            return refused("belongs to another database", from);
        }
        if (temporary) {
            return refused("is temporary and ends with the session that made it", from);
        }
        if (lost || horizon == null) {
            return refused("has lost log that it needs (look at max_slot_wal_keep_size)", from);
        }
        if (confirmed == null) {
            return Optional.of(new Refusal(
                    "The replication slot %s is still being made on the source.".formatted(slot),
                    "Wait until pg_replication_slots shows its confirmed_flush_lsn, then resume."));
        }
        return from.position() == null ? Optional.empty() : outside(Lsn.parse(from.position()), from);
    }

    private Optional<Refusal> outside(Lsn position, StartFrom from) {
        if (!position.covers(confirmed)) {
            return Optional.of(new Refusal(
                    "The replication slot %s cannot be read from %s any more: what it keeps begins at %s."
                            .formatted(slot, position, confirmed),
                    "If the target has everything up to there, set spec.incrementalSync.startFrom.position to %s. Else %s"
                            .formatted(confirmed, anew(from))));
        }
        return end.covers(position)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "The log of the source ends at %s, before %s where the task is to begin."
                                .formatted(end, position),
                        "Set spec.incrementalSync.startFrom.position to a position of this server's log: that of another"
                                + " server, or of a timeline that it has left, means nothing here."));
    }

    private Optional<Refusal> refused(String why, StartFrom from) {
        return Optional.of(
                new Refusal("The replication slot %s on the source %s.".formatted(slot, why), capitalised(anew(from))));
    }

    private static String anew(StartFrom from) {
        return "make another one with a publication that is there before it, copy the rows anew, and name both in"
                + " spec.incrementalSync.startFrom: " + NextPair.of(from).statements();
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
