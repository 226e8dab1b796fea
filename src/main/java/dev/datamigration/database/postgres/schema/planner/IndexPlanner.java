package dev.datamigration.database.postgres.schema.planner;

import dev.datamigration.database.postgres.ddl.IndexStatements;
import dev.datamigration.database.postgres.schema.definition.IndexDefinition;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.plan.PartitionDepth;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.postgres.schema.plan.TableEffort;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.schema.NotCarried;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaItem.Key;
import dev.datamigration.database.schema.SchemaItem.OnRefusal;
import dev.datamigration.database.schema.SchemaPlan;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Plans indexes that no constraint brings, and what tables remember of indexes. */
final class IndexPlanner {
    private final PlanContext context;
    private final IndexStatements statements;
    private final Set<Long> materializedViews;
    private final TableEffort effort;

    IndexPlanner(PlanContext context) {
        this.context = context;
        this.statements = new IndexStatements(context.names());
        this.materializedViews = Set.copyOf(context.selection().oids(ObjectKind.MaterializedView));
        this.effort = new TableEffort(context.schema().tables());
    }

    /**
     * By the depth of their tables, partitions first, so that the index of a partitioned table finds equal ones there and
     * takes them in; those that keys of partitions bring are among them, so that these keys must be there as well.
     */
    SortedMap<Integer, SchemaPlan.Step> ofTables() {
        var tables = new PartitionDepth(context.schema().tables());
        return tables.byDepth(
                independent()
                        .filter(index -> !materializedViews.contains(index.table()))
                        .toList(),
                IndexDefinition::table,
                this::create);
    }

    List<SchemaItem> ofMaterializedViews() {
        return independent()
                .filter(index -> materializedViews.contains(index.table()))
                .map(this::create)
                .toList();
    }

    private Stream<IndexDefinition> independent() {
        return context.schema().indexes().stream().filter(index -> index.valid() && !index.ofConstraint());
    }

    private SchemaItem create(IndexDefinition index) {
        var item = new SchemaItem(
                ObjectId.relation(index.oid()).text(),
                key(ObjectKind.Index, index),
                List.of(statements.create(index)),
                context.comments()
                        .on(
                                ObjectId.relation(index.oid()),
                                "INDEX " + Sql.quoted(context.names().relation(index.oid()))),
                path(index),
                statements.exists(index),
                materializedViews.contains(index.table()) ? OnRefusal.List : OnRefusal.FailUnlessUnsupported);
        return effort.reading(index.table(), item);
    }

    /** Replica identity, clustering and statistics targets, once all indexes and constraints are there. */
    List<SchemaItem> settings() {
        return context.schema().indexes().stream()
                .filter(IndexDefinition::valid)
                .flatMap(index -> statements.settings(index).stream().map(statement -> setting(index, statement)))
                .toList();
    }

    private SchemaItem setting(IndexDefinition index, String statement) {
        return new SchemaItem(
                ObjectId.relation(index.oid()).text(),
                new Key(ObjectKind.Setting, statement),
                List.of(statement),
                List.of(),
                path(index),
                SchemaItem.NEVER_THERE,
                OnRefusal.List);
    }

    void listInvalid() {
        context.schema().indexes().stream()
                .filter(index -> !index.valid())
                .forEach(
                        index -> context.notCarried()
                                .add(
                                        new NotCarried(
                                                key(ObjectKind.Index, index),
                                                "It is invalid on the source. Rebuild it there with REINDEX or drop it; create it on the target by hand if it is needed.")));
    }

    /** Those of constraints among them. */
    void listTablespaces() {
        context.schema().indexes().stream()
                .filter(index -> index.valid() && index.tablespace() != null)
                .forEach(index -> context.refuse(
                        ObjectKind.Tablespace,
                        "%s.%s TABLESPACE %s".formatted(index.schema(), index.name(), index.tablespace()),
                        "The index is created in the target's default tablespace. If you want another, run there: ALTER INDEX %s SET TABLESPACE …;"
                                .formatted(Sql.quoted(context.names().relation(index.oid())))));
    }

    private String path(IndexDefinition index) {
        return context.paths().target(index.schema());
    }

    private static Key key(ObjectKind kind, IndexDefinition index) {
        return new Key(kind, index.schema() + "." + index.name());
    }
}
