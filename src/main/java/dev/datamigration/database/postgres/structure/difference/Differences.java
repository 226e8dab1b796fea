package dev.datamigration.database.postgres.structure.difference;

import dev.datamigration.database.postgres.structure.Structure;
import dev.datamigration.database.postgres.structure.StructureKind;
import dev.datamigration.database.postgres.structure.StructurePart;
import dev.datamigration.database.structure.Difference;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Cut;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words the deviations, and orders them so that their statements work one after the other. Pure. */
final class Differences {
    private static final int RENAMED = 0;
    private static final int DROPPED = 1_000;
    private static final int MADE = 2_000;
    private static final int LONGEST_VALUE = 200;

    private final Structure source;
    private final StructureNames names;
    private final Planned planned;
    private final ClosingSql sql;
    private final Map<StructurePart.Key, Deviation> byKey = new HashMap<>();

    private Differences(Structure source, StructureNames names, Planned planned, List<Deviation> deviations) {
        this.source = source;
        this.names = names;
        this.planned = planned;
        this.sql = new ClosingSql(names, planned);
        deviations.forEach(deviation -> byKey.put(deviation.key(), deviation));
    }

    static List<Difference> of(Structure source, StructureNames names, Planned planned, List<Deviation> deviations) {
        var differences = new Differences(source, names, planned, deviations);
        var told = deviations.stream()
                .sorted(Comparator.comparingInt(differences::rank)
                        .thenComparingInt(differences::plannedOrder)
                        .thenComparing(deviation -> !isPartitioned(deviation)))
                .map(differences::difference);
        return Stream.concat(told, deviations.stream().flatMap(differences::ownership))
                .toList();
    }

    /** A sequence is created before the table that is to own it. */
    private Stream<Difference> ownership(Deviation missing) {
        if (missing.kind() != Deviation.Kind.Missing
                || missing.key().kind() != StructureKind.Sequence
                || missing.source().value("owner") == null
                || planned.of(ClosingSql.id(missing.source())).isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(new Difference(
                missing.key().kind().name(),
                missing.key().display(),
                missing.since(),
                "No table owns it.",
                new SequenceSql(names, missing.source(), names.object(missing.source())).change(List.of("owner"))));
    }

    private int rank(Deviation deviation) {
        var kind = deviation.key().kind();
        return switch (deviation.kind()) {
            case Renamed -> RENAMED + kind.ordinal();
            case Superfluous -> DROPPED - 10 * kind.ordinal() - (isForeignKey(deviation.target()) ? 1 : 0) + 500;
            case Missing, Different -> MADE + place(deviation.source());
        };
    }

    /** A table with parents comes when these have their columns, a foreign key when the other table has its key. */
    private static int place(StructurePart part) {
        if (part.key().kind() == StructureKind.Table && part.value("parents") != null) {
            return 10 * StructureKind.Column.ordinal() + 5;
        }
        return 10 * part.key().kind().ordinal() + (isForeignKey(part) ? 1 : 0);
    }

    private int plannedOrder(Deviation deviation) {
        return deviation.source() == null ? 0 : planned.order(ClosingSql.id(deviation.source()));
    }

    private static boolean isForeignKey(StructurePart part) {
        return part.key().kind() == StructureKind.Constraint && "f".equals(part.value("kind"));
    }

    /** What hangs below a partitioned table goes with it. */
    private static boolean isPartitioned(Deviation deviation) {
        var part = deviation.source() == null ? deviation.target() : deviation.source();
        return part.key().kind() == StructureKind.Table && part.value("partition key") != null;
    }

    private Difference difference(Deviation deviation) {
        return new Difference(
                deviation.key().kind().name(),
                deviation.key().display(),
                deviation.since(),
                message(deviation),
                goesWithParent(deviation) ? List.of() : sql.of(deviation));
    }

    private String message(Deviation deviation) {
        var since = deviation.since();
        return switch (deviation.kind()) {
            case Missing ->
                since ? "It was created on the source and is not on the target." : "It is not on the target.";
            case Superfluous ->
                since ? "It was dropped on the source and is still on the target." : "It is on the target only.";
            case Renamed ->
                "It was renamed on the source; on the target it is "
                        + deviation.target().key().display() + ".";
            case Different ->
                (since ? "It was altered on the source: " : "It was made differently: ")
                        + deviation.attributes().stream()
                                .map(attribute -> values(deviation, attribute))
                                .collect(Collectors.joining("; "))
                        + ".";
        };
    }

    private static String values(Deviation deviation, String attribute) {
        return attribute.equals("definition")
                ? "the definition differs"
                : "%s is %s on the source and %s on the target"
                        .formatted(
                                attribute,
                                shown(deviation.source().value(attribute)),
                                shown(deviation.target().value(attribute)));
    }

    private static String shown(String value) {
        return Cut.to(LONGEST_VALUE, StructureNames.shown(value));
    }

    /** A column that every child has from its parent comes, goes and changes its type with the parent's. */
    private boolean goesWithParent(Deviation deviation) {
        if (deviation.key().kind() != StructureKind.Column) {
            return false;
        }
        var table = source.part(
                new StructurePart.Key(StructureKind.Table, deviation.key().object(), ""));
        return table != null
                && StructureNames.plain(table.value("parents")).stream().anyMatch(parent -> hasSame(parent, deviation));
    }

    private boolean hasSame(TableName parent, Deviation deviation) {
        var same = byKey.get(deviation.key().of(parent));
        return same != null
                && same.kind() == deviation.kind()
                && same.attributes().containsAll(deviation.attributes());
    }
}
