package dev.datamigration.transfer.verify.repair;

import dev.datamigration.database.checkpoint.RowDifferenceStore.DifferenceClass;
import dev.datamigration.database.checkpoint.RowDifferenceStore.RepairedRow;
import dev.datamigration.database.compare.ComparedTable;
import dev.datamigration.database.compare.RepairSession.End;
import dev.datamigration.database.compare.RowRepairs;
import dev.datamigration.database.compare.RowText;
import dev.datamigration.transfer.verify.result.Servers;
import dev.datamigration.transfer.verify.result.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Repairs a table without a key: inserts or deletes as many copies of a row as one side has too few or too many.
 *
 * <p><b>Why that is right at any moment.</b> How many copies the sides differ by does not change by what is applied: a
 * change adds or takes the same number on both. That number is certain when both sides' copies stood still over the
 * rounds that settled it, and once more after whoever wrote the table then was waited for. One thing can change it: a
 * change that the apply could not carry out because the target lacked the row. Then a copy is too many, which the look
 * afterwards finds and the next attempt takes away.
 */
public final class KeylessRepair implements RowRepair {
    private final RepairedTable table;
    private final ComparedTable source;
    private final ComparedTable target;
    private final RowRepairs rows;
    private String remark;

    public KeylessRepair(RepairedTable table) {
        this.table = table;
        this.source = table.source();
        this.target = table.target();
        this.rows = target.repairs();
    }

    @Override
    public String remark() {
        return remark;
    }

    @Override
    public int repair(Settled settled, Servers servers) {
        var differences = settled.different();
        if (differences.isEmpty()) {
            return 0;
        }
        if (!table.awaitWriters(servers.source())) {
            remark = table.writersRemark();
            return 0;
        }
        var standing = standing(differences, servers);
        var hashes = standing.stream().map(Settled.Difference::key).toList();
        var copies = standing.isEmpty()
                ? Map.<List<String>, List<String>>of()
                : servers.target().ask(connection -> rows.copies(connection, hashes));
        var written = 0;
        for (var difference : standing) {
            var missing = difference.source().rows() - difference.target().rows();
            written += missing > 0
                    ? insert(difference, missing, servers)
                    : delete(difference, -missing, copies.getOrDefault(difference.key(), List.of()));
        }
        return written;
    }

    private List<Settled.Difference> standing(List<Settled.Difference> differences, Servers servers) {
        var hashes = differences.stream().map(Settled.Difference::key).toList();
        var sources = servers.source().ask(connection -> source.look(connection, hashes));
        var targets = servers.target().ask(connection -> target.look(connection, hashes));
        var standing = new ArrayList<Settled.Difference>();
        for (var n = 0; n < differences.size(); n++) {
            var difference = differences.get(n);
            if (sources.get(n).version().equals(difference.source().version())
                    && targets.get(n).version().equals(difference.target().version())) {
                standing.add(difference);
            }
        }
        return standing;
    }

    private int insert(Settled.Difference difference, long missing, Servers servers) {
        var row = servers.source()
                .ask(connection ->
                        source.text(connection, difference.key(), difference.source(), table.mostRowBytes()));
        if (row.isPresent() && row.get().tooWide()) {
            remark = table.tooWideRemark();
        }
        return row.filter(text -> !text.tooWide())
                .map(text -> insert(difference, missing, text))
                .orElse(0);
    }

    private int insert(Settled.Difference difference, long missing, RowText row) {
        table.acquire(missing, 0);
        return ended(table.whileStandingStill(connection -> {
            rows.insert(connection, List.of(row.values()), missing);
            table.repaired(connection, List.of(new RepairedRow(difference.key(), DifferenceClass.SourceOnly, missing)));
            return 1;
        }));
    }

    private int delete(Settled.Difference difference, long tooMany, List<String> copies) {
        if (copies.size() < tooMany) {
            return 0;
        }
        var gone = copies.subList(0, (int) tooMany);
        table.acquire(tooMany, 0);
        return ended(table.whileStandingStill(connection -> {
            if (rows.deleteVersions(connection, gone) < tooMany) {
                return 0; // one was changed meanwhile
            }
            table.repaired(connection, List.of(new RepairedRow(difference.key(), DifferenceClass.TargetOnly, tooMany)));
            return 1;
        }));
    }

    private int ended(End end) {
        if (end instanceof End.Refused refused) {
            remark = refused.message();
        }
        return end instanceof End.Committed committed ? committed.rows() : 0;
    }
}
