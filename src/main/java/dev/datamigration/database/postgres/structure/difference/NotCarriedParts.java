package dev.datamigration.database.postgres.structure.difference;

import dev.datamigration.database.checkpoint.OpenObjectStore.OpenObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says what the schema migration lists as not carried, so that it is no news that the target has not got it.
 *
 * @param names of the objects, each with the table it is of or an empty text
 */
record NotCarriedParts(Set<List<String>> names) {

    static NotCarriedParts of(List<OpenObject> objects) {
        return new NotCarriedParts(objects.stream()
                .filter(OpenObject::isNotCarried)
                .map(object -> List.of(object.name(), Objects.requireNonNullElse(object.onTable(), "")))
                .collect(Collectors.toSet()));
    }

    boolean contain(Deviation deviation) {
        var key = deviation.key();
        return deviation.kind() == Deviation.Kind.Missing
                && !deviation.since()
                && (names.contains(List.of(key.display(), ""))
                        || names.contains(List.of(key.part(), key.object().toString())));
    }
}
