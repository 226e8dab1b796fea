package dev.datamigration.transfer.verify.compare;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.selection.RowCondition;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.run.DirectedFilter;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the tables to compare. */
public final class TablePairs {
    private TablePairs() {}

    /**
     * Returns what the full migration loaded, and leaf partitions that came later; without a full migration, all that is
     * selected. The largest first, so that the workers end at about the same time.
     */
    public static List<TablePair> read(Run run, Connection source, Connection target) throws SQLException {
        var filter = DirectedFilter.of(run, target);
        var onSource = byName(run.from().tables().tables(source, filter));
        var onTarget = byName(run.to().tables().tables(target, ObjectFilter.EVERYTHING));
        var names = new TreeSet<TableName>();
        if (run.plan().has(MigrationType.Full)) {
            names.addAll(loaded(run, source, target));
            onSource.values().stream()
                    .filter(table -> table.partitionRoot() != null)
                    .forEach(table -> names.add(table.name()));
        } else {
            names.addAll(onSource.keySet());
        }
        var pairs = new ArrayList<TablePair>();
        for (var name : names) {
            pairs.add(meant(
                    run, source, target, new TablePair(name, onSource.get(name), onTarget.get(filter.targetOf(name)))));
        }
        pairs.sort(Comparator.comparingLong(TablePair::estimatedRows).reversed());
        return pairs;
    }

    /** The pair with the rows that are meant, by the same condition on both sides. */
    private static TablePair meant(Run run, Connection source, Connection target, TablePair pair) throws SQLException {
        var rows = pair.source() == null ? Optional.<RowCondition>empty() : DirectedFilter.rowsOf(run, pair.source());
        return rows.isEmpty() || pair.target() == null
                ? pair
                : new TablePair(
                        pair.name(),
                        run.from().tables().meant(source, run.direction().from(), pair.source(), rows),
                        run.to().tables().meant(target, run.direction().to(), pair.target(), rows));
    }

    private static Map<TableName, DataTable> byName(List<DataTable> tables) {
        return tables.stream()
                .collect(Collectors.toMap(DataTable::name, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    /** The target of the spec remembers what was loaded, in the names of the spec's source. */
    private static Set<TableName> loaded(Run run, Connection source, Connection target) throws SQLException {
        if (run.direction() == Direction.Forward) {
            return run.checkpoints(Side.Target).loadedTables().names(target);
        }
        var selected = new ObjectFilter(run.plan().objects());
        return run.checkpoints(Side.Target).loadedTables().names(source).stream()
                .map(selected::targetOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
