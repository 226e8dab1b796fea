package dev.datamigration.database.postgres.precheck.check;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.precheck.PrecheckContext;
import dev.datamigration.database.schema.Shortfall;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.plan.MigrationPlan;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
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

    private final PrecheckContext context;
    private final PostgresServer source;
    private final PostgresServer target;
    private final ObjectFilter filter;
    private final Map<Side, CheckedDatabase> reached = Collections.synchronizedMap(new EnumMap<>(Side.class));
    private List<DataTable> sourceTables;
    private Map<TableName, DataTable> targetTables;
    private Map<TableName, TargetRelation> targetRelations;
    private List<Shortfall> shortfalls;

    public CheckedDatabases(PrecheckContext context, PostgresServer source, PostgresServer target) {
        this.context = context;
        this.source = source;
        this.target = target;
        this.filter = new ObjectFilter(context.plan().objects());
    }

    /** Notes one that answers; those that do not must not be asked for. */
    public void add(Side side, CheckedDatabase database) {
        reached.put(side, database);
    }

    public PrecheckContext context() {
        return context;
    }

    public MigrationPlan plan() {
        return context.plan();
    }

    public PostgresServer server(Side side) {
        return side == Side.Source ? source : target;
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

    /** Those that answer. */
    public Collection<CheckedDatabase> all() {
        return reached.values();
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
            shortfalls = context.shortfalls().get();
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
        return database.ask(connection -> DataTables.read(connection, filter));
    }
}
