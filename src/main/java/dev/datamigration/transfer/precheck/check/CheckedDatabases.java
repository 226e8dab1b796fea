package dev.datamigration.transfer.precheck.check;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.schema.SchemaMigration;
import dev.datamigration.transfer.schema.Shortfall;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Both databases as far as they could be reached, the plan, and what several checks want to know, read once. */
public final class CheckedDatabases {
    private static final ObjectFilter EVERYTHING =
            new ObjectFilter(new ObjectSelection(List.of("*"), null, null, null));

    private final Run run;
    private final MigrationPlan plan;
    private final ObjectFilter filter;
    private final Map<Side, CheckedDatabase> reached;
    private List<DataTable> sourceTables;
    private Map<TableName, DataTable> targetTables;
    private Map<TableName, TargetRelation> targetRelations;
    private List<Shortfall> shortfalls;

    /** @param reached the databases that answer; one that is not in it must not be asked for */
    public CheckedDatabases(Run run, Map<Side, CheckedDatabase> reached) {
        this.run = run;
        this.plan = run.plan();
        this.filter = new ObjectFilter(plan.objects());
        this.reached = reached;
    }

    public Run run() {
        return run;
    }

    public MigrationPlan plan() {
        return plan;
    }

    public ObjectFilter filter() {
        return filter;
    }

    public CheckedDatabase source() {
        return of(Side.Source);
    }

    public CheckedDatabase target() {
        return of(Side.Target);
    }

    public CheckedDatabase of(Side side) {
        return reached.get(side);
    }

    /** The data tables of the source that are meant. */
    public List<DataTable> sourceTables() {
        if (sourceTables == null) {
            sourceTables = tables(source(), filter);
        }
        return sourceTables;
    }

    /** OIDs of these, and of the partitions of those that are in partitions. */
    public List<Long> sourceOids() {
        return sourceTables().stream()
                .flatMap(table -> table.relations().stream())
                .toList();
    }

    /** Every data table of the target, whatever it is for. */
    public Map<TableName, DataTable> targetTables() {
        if (targetTables == null) {
            targetTables = tables(target(), EVERYTHING).stream()
                    .collect(Collectors.toMap(DataTable::name, Function.identity()));
        }
        return targetTables;
    }

    /** Every relation of the target that a name can mean in SQL, but indexes. */
    public Map<TableName, TargetRelation> targetRelations() {
        if (targetRelations == null) {
            targetRelations = TargetRelation.readAll(target());
        }
        return targetRelations;
    }

    /** Returns what the target would not get of the schema. */
    public List<Shortfall> shortfalls() {
        if (shortfalls == null) {
            shortfalls = new SchemaMigration(run, status -> {}).shortfalls();
        }
        return shortfalls;
    }

    /** Relations of the target that rows of the task would go to, the partitions of a table among them that is written as one. */
    public List<TargetRelation> writtenRelations() {
        var partitions = sourceTables().stream()
                .map(table -> targetTables().get(table.target()))
                .filter(Objects::nonNull)
                .flatMap(table -> table.leaves().stream())
                .collect(Collectors.toSet());
        return Stream.concat(
                        sourceTables().stream().map(table -> targetRelations().get(table.target())),
                        targetRelations().values().stream().filter(relation -> partitions.contains(relation.oid())))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static List<DataTable> tables(CheckedDatabase database, ObjectFilter filter) {
        try {
            return DataTables.read(database.connection(), filter);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }
}
