package dev.datamigration.quickstart;

import dev.datamigration.testing.compare.TableComparison;
import java.util.ArrayList;
import java.util.List;

/** The comparison as a table for people; examples of what differs below it. */
record ResultTable(List<TableComparison> tables) {
    private static final String FORMAT = "  %-28s %12s %12s %10s";

    boolean allSame() {
        return tables.stream().allMatch(TableComparison::same);
    }

    long rows() {
        return tables.stream().mapToLong(TableComparison::rows).sum();
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(FORMAT.formatted("table", "rows", "equal", "differing"));
        tables.forEach(table -> lines.add(line(table)));
        tables.forEach(table ->
                table.examples().forEach(example -> lines.add("    %s %s".formatted(table.table(), example))));
        return lines;
    }

    private static String line(TableComparison table) {
        return FORMAT.formatted(
                table.table(),
                Figures.count(table.rows()),
                Figures.count(table.equal()),
                table.present() ? Figures.count(Math.max(table.sourceOnly(), table.targetOnly())) : "missing");
    }
}
