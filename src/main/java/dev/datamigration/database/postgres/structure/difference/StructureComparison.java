package dev.datamigration.database.postgres.structure.difference;

import dev.datamigration.database.postgres.structure.Structure;
import dev.datamigration.database.postgres.structure.StructureKind;
import dev.datamigration.database.postgres.structure.StructurePart;
import dev.datamigration.database.table.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the source's structure against the target's, and both against the source's as it was. A change on the source
 * that the target has as well is none: so whoever runs the DDL there too closes the difference. Pure.
 */
final class StructureComparison {
    private final Structure source;
    private final TargetParts target;
    private final Baseline baseline;
    private final StructureNames names;
    private final Likeness likeness;
    private final Map<TableName, TableName> before = new HashMap<>();
    private final Set<StructurePart.Key> accounted = new HashSet<>();
    private final List<Deviation> found = new ArrayList<>();

    private StructureComparison(Structure source, Structure target, Baseline baseline, StructureNames names) {
        this.source = source;
        this.target = new TargetParts(
                target,
                source.parts().stream()
                        .map(part -> part.key().of(names.object(part)))
                        .collect(Collectors.toSet()));
        this.baseline = baseline;
        this.names = names;
        this.likeness = new Likeness(names, source.version() == target.version());
    }

    /**
     * Says what came of it.
     *
     * @param deviations parts of a table that one of them does not have are left out
     * @param baseline the one of the next comparison: what both have alike now is how it was migrated, whatever it was before
     */
    record Result(List<Deviation> deviations, Baseline baseline) {}

    static Result of(Structure source, Structure target, Baseline baseline, StructureNames names) {
        return new StructureComparison(source, target, baseline, names).compare();
    }

    private Result compare() {
        source.parts().stream().filter(part -> isRelation(part.key().kind())).forEach(this::noteFormerName);
        source.parts().forEach(this::compare);
        baseline.entries().stream()
                .filter(entry -> !accounted.contains(entry.key()) && source.part(entry.key()) == null)
                .forEach(this::dropped);
        target.unmatched().forEach(this::superfluous);
        return new Result(withoutPartsOfRelations(), settled());
    }

    private static boolean isRelation(StructureKind kind) {
        return switch (kind) {
            case Table, View, MaterializedView -> true;
            default -> false;
        };
    }

    private void noteFormerName(StructurePart part) {
        var was = baseline.of(part);
        if (was != null && !was.key().object().equals(part.key().object())) {
            before.put(part.key().object(), was.key().object());
        }
    }

    private void compare(StructurePart part) {
        var was = formerly(part);
        if (was != null) {
            accounted.add(was.key());
        }
        var since =
                was == null || !was.digest().equals(part.digest()) || !was.key().equals(part.key());
        var key = part.key().of(names.object(part));
        var there = target.take(
                key, candidate -> likeness.differences(part, candidate).isEmpty());
        var renamed = there == null && was != null && !was.key().equals(part.key());
        if (renamed) {
            there = target.take(was.key().of(names.filter().targetOf(was.key().object())), candidate -> false);
        }
        if (there == null) {
            found.add(new Deviation(part.key(), Deviation.Kind.Missing, part, null, List.of(), since));
            return;
        }
        if (isRelation(part.key().kind())) {
            target.standsFor(there.key().object(), part.key().object());
        }
        if (renamed
                && (!part.key().kind().isOfRelation()
                        || !was.key().part().equals(part.key().part()))) {
            found.add(new Deviation(part.key(), Deviation.Kind.Renamed, part, there, List.of(), true));
        }
        var differences = likeness.differences(part, there);
        if (!differences.isEmpty()) {
            found.add(new Deviation(part.key(), Deviation.Kind.Different, part, there, differences, since));
        }
    }

    /** By its name, its table's former one too, or else by its identity, if what was called so is gone. */
    private Baseline.Entry formerly(StructurePart part) {
        var same = baseline.called(part.key());
        var former = before.get(part.key().object());
        if (same == null && former != null) {
            same = baseline.called(part.key().of(former));
        }
        var was = baseline.of(part);
        return same != null ? same : was != null && source.part(was.key()) == null ? was : null;
    }

    private void dropped(Baseline.Entry entry) {
        var there =
                target.take(entry.key().of(names.filter().targetOf(entry.key().object())), candidate -> false);
        if (there != null) {
            found.add(new Deviation(entry.key(), Deviation.Kind.Superfluous, null, there, List.of(), true));
        }
    }

    /** Only within what the source has as well: other objects of the target are no concern of the task. */
    private void superfluous(StructurePart there) {
        var table = target.original(there.key().object());
        if (there.key().kind().isOfRelation() && table != null) {
            found.add(new Deviation(there.key().of(table), Deviation.Kind.Superfluous, null, there, List.of(), false));
        }
    }

    private Baseline settled() {
        var open = new HashSet<StructurePart.Key>();
        found.stream().filter(Deviation::since).forEach(deviation -> open.add(deviation.key()));
        var entries = new ArrayList<Baseline.Entry>();
        for (var part : source.parts()) {
            var kept = open.contains(part.key()) ? formerly(part) : Baseline.entry(part);
            if (kept != null) {
                entries.add(kept);
            }
        }
        baseline.entries().stream()
                .filter(entry -> source.part(entry.key()) == null && open.contains(entry.key()))
                .forEach(entries::add);
        return new Baseline(entries);
    }

    private List<Deviation> withoutPartsOfRelations() {
        var whole = new HashSet<TableName>();
        found.stream()
                .filter(deviation -> isRelation(deviation.key().kind()))
                .filter(deviation -> deviation.kind() == Deviation.Kind.Superfluous)
                .forEach(deviation -> whole.add(deviation.key().object()));
        var missing = new HashSet<TableName>();
        found.stream()
                .filter(deviation -> deviation.key().kind() == StructureKind.Table)
                .filter(deviation -> deviation.kind() == Deviation.Kind.Missing)
                .forEach(deviation -> missing.add(deviation.key().object()));
        return found.stream()
                .filter(deviation -> !deviation.key().kind().isOfRelation()
                        || !whole.contains(deviation.key().object()))
                .filter(deviation -> deviation.key().kind() != StructureKind.Column
                        || !missing.contains(deviation.key().object()))
                .toList();
    }
}
