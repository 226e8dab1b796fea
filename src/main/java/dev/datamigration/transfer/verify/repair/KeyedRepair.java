package dev.datamigration.transfer.verify.repair;

import dev.datamigration.database.checkpoint.RowDifferenceStore.DifferenceClass;
import dev.datamigration.database.checkpoint.RowDifferenceStore.RepairedRow;
import dev.datamigration.database.compare.ComparedTable;
import dev.datamigration.database.compare.RepairSession.End;
import dev.datamigration.database.compare.RowObservation;
import dev.datamigration.database.compare.RowRepairs;
import dev.datamigration.database.compare.RowText;
import dev.datamigration.database.compare.RowVersion;
import dev.datamigration.transfer.verify.result.Servers;
import dev.datamigration.transfer.verify.result.Settled;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Repairs rows that have a key. A row is written only at a moment at which what is written is exactly what a correct
 * apply would hold; so whatever the log brings afterwards finds what it expects.
 *
 * <p><b>How.</b> The target is looked at (t0); whoever writes the table on the source then is waited for; the source is
 * looked at (t1) and its values read; the apply passes the end of the log. Then, while the apply stands still at a
 * position p, the target's row is locked and looked at, and the source last (t2). The row is written if neither side's
 * version is another than before.
 *
 * <p><b>Why that is right.</b> Changes of one row on the source follow each other: the next one begins once the one
 * before can be seen. Let j be the last that was seen at t1; it is in the log before the position that the apply has
 * passed, so it is applied. Is the next one, j+1, in p as well? If it was seen at t2, the source's version differs, or
 * the row was absent at both looks because j+1 inserted it and j+2 removed it: then j+1 was applied after t0 (before, it
 * would have been seen at t1, as its transaction was waited for) and the target's version differs. If it was not seen at
 * t2 though it is in p, it is a commit that waits to become visible: it was applied after t0 for the same reason, and the
 * target's version differs; but where the target has no row and so no version, the source's row carries its mark
 * ({@code xmax}), and is left if anybody was writing the table before that look. So j is the last change in p, and what is written
 * is the row as of p.
 *
 * <p>That a row differs is not needed for any of this, so rows that never stood still long enough to be settled are
 * written as well when they stand still this long, if their values differ then.
 *
 * <p>Rows are replaced, not updated: those that exchange a unique value then need no order.
 */
public final class KeyedRepair implements RowRepair {
    private static final int ROWS_TOGETHER = 50;
    private static final long BYTES_TOGETHER = 8_000_000;

    private final RepairedTable table;
    private final ComparedTable source;
    private final ComparedTable target;
    private final RowRepairs rows;
    private String remark;

    public KeyedRepair(RepairedTable table) {
        this.table = table;
        this.source = table.source();
        this.target = table.target();
        this.rows = target.repairs();
    }

    /** @param values null where the source has no row */
    private record Row(List<String> key, RowVersion onSource, RowVersion onTarget, RowText values) {
        long bytes() {
            return values == null
                    ? 0
                    : values.values().stream()
                            .mapToLong(value -> value == null ? 0 : value.length())
                            .sum();
        }
    }

    /** @param settled null where it is not sure that the row differs */
    private record Candidate(List<String> key, Settled.Difference settled) {
        boolean isSame(RowVersion onSource, RowVersion onTarget) {
            return settled == null || onSource.isWhatWas(settled.source()) && onTarget.isWhatWas(settled.target());
        }
    }

    @Override
    public int repair(Settled settled, Servers servers) {
        var candidates = new ArrayList<Candidate>();
        settled.different().forEach(found -> candidates.add(new Candidate(found.key(), found)));
        settled.undecided().forEach(key -> candidates.add(new Candidate(key, null)));
        var written = 0;
        for (var from = 0; from < candidates.size(); from += ROWS_TOGETHER) {
            written += attempt(candidates.subList(from, Math.min(candidates.size(), from + ROWS_TOGETHER)), servers);
        }
        return written;
    }

    @Override
    public String remark() {
        return remark;
    }

    private int attempt(List<Candidate> candidates, Servers servers) {
        var keys = candidates.stream().map(Candidate::key).toList();
        var targets = servers.target().ask(connection -> target.versions(connection, keys));
        if (!table.awaitWriters(servers.source())) {
            remark = table.writersRemark();
            return 0;
        }
        var sources = servers.source().ask(connection -> source.versions(connection, keys));
        var known = new ArrayList<Row>();
        for (var n = 0; n < keys.size(); n++) {
            var candidate = candidates.get(n);
            if (candidate.isSame(sources.get(n), targets.get(n))) {
                read(candidate, sources.get(n), targets.get(n), servers).ifPresent(known::add);
            }
        }
        if (known.isEmpty()) {
            return 0;
        }
        table.awaitApplied();
        return inParts(known, servers);
    }

    /** Values read between two looks at the same version are that version's. Empty where there is nothing to write. */
    private Optional<Row> read(Candidate candidate, RowVersion onSource, RowVersion onTarget, Servers servers) {
        if (onSource.absent()) {
            return onTarget.absent()
                    ? Optional.empty()
                    : Optional.of(new Row(candidate.key(), onSource, onTarget, null));
        }
        var text = servers.source().ask(connection -> text(source, connection, candidate.key()));
        if (text.isPresent() && text.get().tooWide()) {
            remark = table.tooWideRemark();
            return Optional.empty();
        }
        return text.filter(values -> candidate.settled() != null || !isOnTarget(candidate.key(), values, servers))
                .map(values -> new Row(candidate.key(), onSource, onTarget, values));
    }

    private Optional<RowText> text(ComparedTable side, Connection connection, List<String> key) throws SQLException {
        return side.text(connection, key, RowObservation.ABSENT, table.mostRowBytes());
    }

    private boolean isOnTarget(List<String> key, RowText values, Servers servers) {
        return servers.target()
                .ask(connection -> text(target, connection, key))
                .filter(values::equals)
                .isPresent();
    }

    private int inParts(List<Row> known, Servers servers) {
        var written = 0;
        var part = new ArrayList<Row>();
        var bytes = 0L;
        for (var row : known) {
            if (!part.isEmpty() && bytes + row.bytes() > BYTES_TOGETHER) {
                written += write(part, bytes, servers);
                part.clear();
                bytes = 0;
            }
            part.add(row);
            bytes += row.bytes();
        }
        return part.isEmpty() ? written : written + write(part, bytes, servers);
    }

    /** Where one of the rows is refused, the others are written without it. */
    private int write(List<Row> part, long bytes, Servers servers) {
        table.acquire(part.size(), bytes);
        var end = table.whileStandingStill(connection -> replace(connection, part, servers));
        if (end instanceof End.Committed committed) {
            return committed.rows();
        }
        if (!(end instanceof End.Refused refused)) {
            return 0;
        }
        if (part.size() == 1) {
            remark = refused.message();
            return 0;
        }
        return part.stream().mapToInt(row -> write(List.of(row), 0, servers)).sum();
    }

    private int replace(Connection connection, List<Row> part, Servers servers) throws SQLException {
        var keys = part.stream().map(Row::key).toList();
        var targets = rows.lock(connection, keys);
        var sources = servers.source().askWithoutWaiting(onSource -> look(onSource, keys));
        if (sources.isEmpty()) {
            return 0;
        }
        var standing = new ArrayList<Row>();
        var places = new ArrayList<String>();
        for (var n = 0; n < part.size(); n++) {
            var row = part.get(n);
            if (targets.get(n).isSameAs(row.onTarget()) && sources.get().stands(n, row)) {
                standing.add(row);
                places.addAll(targets.get(n).places());
            }
        }
        rows.delete(connection, places);
        rows.insert(
                connection,
                standing.stream()
                        .filter(row -> row.values() != null)
                        .map(row -> row.values().values())
                        .toList(),
                1);
        table.repaired(
                connection,
                standing.stream()
                        .map(row -> new RepairedRow(row.key(), classOf(row), 1))
                        .toList());
        return standing.size();
    }

    /** Who writes the table is asked before its rows are: whoever has ended by then is seen. */
    private LastLook look(Connection connection, List<List<String>> keys) throws SQLException {
        var written = !source.writers(connection).isEmpty();
        return new LastLook(source.versions(connection, keys), written);
    }

    /**
     * The look at the source while the apply stands still.
     *
     * @param written whether anybody may have been writing the table just before
     */
    private record LastLook(List<RowVersion> versions, boolean written) {
        boolean stands(int n, Row row) {
            var now = versions.get(n);
            return now.isSameAs(row.onSource())
                    && !(written && now.contended() && row.onTarget().absent());
        }
    }

    private static DifferenceClass classOf(Row row) {
        if (row.onTarget().absent()) {
            return DifferenceClass.SourceOnly;
        }
        return row.onSource().absent() ? DifferenceClass.TargetOnly : DifferenceClass.Mismatched;
    }
}
