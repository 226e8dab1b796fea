package dev.datamigration.database.postgres.write;

import dev.datamigration.api.task.DmlType;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.RelationColumn;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.TableName;
import dev.datamigration.database.write.BoundTable;
import dev.datamigration.database.write.TableBinder;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import dev.datamigration.plan.WantedChanges;
import java.sql.Connection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds a relation's table on the target and how to write to it, or says what must be altered before that. */
public final class PostgresTableBinder implements TableBinder {
    /** A row is deleted and inserted anew only where both are applied. */
    private static final Set<DmlType> ANEW = Set.of(DmlType.Insert, DmlType.Delete);

    private final Direction direction;
    private final ObjectFilter filter;
    private final SourceCatalog source;
    private final TargetCatalog target;
    private final TargetTypeNames types;
    private final SchemaFailures failures;
    private final TargetAlterations alterations;
    private final boolean sameTypes;
    private final WantedChanges wanted;
    private final Map<TableName, Set<DmlType>> wantedOf = new HashMap<>();

    /**
     * @param from that is read
     * @param to that is written to
     * @param filter which tables are meant, and what they are called there
     * @param sameTypes whether the target's columns had the source's types when the task began
     * @param wanted which kinds of changes are applied
     */
    public PostgresTableBinder(
            PostgresServer from,
            PostgresServer to,
            RunScope scope,
            Direction direction,
            ObjectFilter filter,
            boolean sameTypes,
            WantedChanges wanted) {
        this.direction = direction;
        this.filter = filter;
        this.source = new SourceCatalog(from, scope, filter);
        if (direction == Direction.Forward) {
            source.checkConditions();
        }
        this.target = new TargetCatalog(to, scope);
        this.types = new TargetTypeNames(source, target);
        this.failures = new SchemaFailures(direction, source, types);
        this.alterations = new TargetAlterations(to, direction, target);
        this.sameTypes = sameTypes;
        this.wanted = wanted;
    }

    @Override
    public BoundTable bind(Relation relation, Relation before) {
        var name = filter.targetOf(relation.name());
        var table = (before == null ? target.table(name) : target.reread(name))
                .orElseThrow(() -> failures.tableMissing(relation, name));
        var traits = target.traits(table);
        checkColumns(relation, table, traits);
        checkTypes(relation, before, table);
        return bound(relation, meant(relation, table), traits);
    }

    @Override
    public Set<DmlType> wanted(TableName table) {
        return wanted.differ() ? wantedOf.computeIfAbsent(table, this::kinds) : wanted.dml();
    }

    /** They are said of tables as the spec's source calls them. */
    private Set<DmlType> kinds(TableName table) {
        var root = source.root(table);
        return direction == Direction.Forward
                ? wanted.of(table, root)
                : wanted.of(filter.targetOf(table), root == null ? null : filter.targetOf(root));
    }

    @Override
    public Optional<FailureException> altered(BoundTable table) {
        return target.isAltering() ? Optional.empty() : alterations.altered(table);
    }

    @Override
    public void within(Connection altering) {
        target.within(altering);
    }

    @Override
    public void close() {
        target.close();
    }

    /** The table with the rows that are meant of it; the way back knows of no conditions. */
    private DataTable meant(Relation relation, DataTable table) {
        if (direction == Direction.Reverse || !filter.leavesOutRows()) {
            return table;
        }
        return filter.rowsOf(relation.name(), source.root(relation.name()))
                .or(() -> filter.rowsOfTarget(table.partitionRoot()))
                .map(rows -> target.meant(table, rows))
                .orElse(table);
    }

    private void checkColumns(Relation relation, DataTable table, TargetTraits traits) {
        var writable = Set.copyOf(table.copiedColumnNames());
        for (var column : relation.columns()) {
            if (!writable.contains(column.name())) {
                throw failures.columnMissing(relation, column, table);
            }
        }
        var given = relation.columns().stream().map(RelationColumn::name).collect(Collectors.toSet());
        for (var required : traits.required()) {
            if (!given.contains(required)) {
                throw failures.columnNotGiven(relation, required, table.name());
            }
        }
    }

    private void checkTypes(Relation relation, Relation before, DataTable table) {
        var known = before == null ? Set.<RelationColumn>of() : new HashSet<>(before.columns());
        for (var column : relation.columns()) {
            var suspicious = sameTypes || (before != null && !known.contains(column));
            var targetType = table.column(column.name()).type();
            if (suspicious && !types.agree(relation.id(), column, targetType)) {
                throw failures.typeDiffers(relation, column, table.name(), targetType);
            }
        }
    }

    private PostgresBoundTable bound(Relation relation, DataTable table, TargetTraits traits) {
        var kinds = wanted(relation.name());
        var key = key(relation, table);
        var unique = traits.uniqueKey(key);
        var operators = unique.orElse(Map.of());
        var columns = relation.columns().stream()
                .map(column -> bound(table.column(column.name()), key, operators, traits))
                .toList();
        var positions = IntStream.range(0, columns.size())
                .filter(i -> key.contains(columns.get(i).name()))
                .toArray();
        return new PostgresBoundTable(
                direction,
                relation.name(),
                TableExtent.of(table),
                columns,
                positions,
                !key.isEmpty() && unique.isPresent(),
                table.copiedColumnNames(),
                !kinds.containsAll(ANEW) || table.copiedColumns().size() > columns.size(),
                kinds.contains(DmlType.Insert),
                table.rows(),
                traits.insertRules());
    }

    private static BoundColumn bound(
            Column column, Set<String> key, Map<String, String> operators, TargetTraits traits) {
        var ofType = traits.equality().get(column.name());
        var equality = key.contains(column.name())
                ? operators.getOrDefault(column.name(), ofType == null ? "OPERATOR(pg_catalog.=)" : ofType)
                : ofType;
        return new BoundColumn(column.name(), column.castType(), equality, column.identityAlways());
    }

    /**
     * The columns that tell rows apart: the source's replica identity, or where that is the whole row, the key that
     * both sides have. Empty where there is none.
     */
    private Set<String> key(Relation relation, DataTable table) {
        var names = relation.columns().stream().map(RelationColumn::name).collect(Collectors.toSet());
        if (relation.replicaIdentity() != ReplicaIdentity.Full) {
            return relation.columns().stream()
                    .filter(RelationColumn::identity)
                    .map(RelationColumn::name)
                    .collect(Collectors.toSet());
        }
        List<String> common = source.key(relation.name());
        return names.containsAll(common) && Set.copyOf(common).equals(Set.copyOf(table.key()))
                ? Set.copyOf(common)
                : Set.of();
    }
}
