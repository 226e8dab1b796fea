package dev.datamigration.database.postgres.structure.difference;

import dev.datamigration.database.postgres.structure.StructurePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Decides whether two parts are alike, attribute by attribute. */
final class Likeness {
    private static final String INHERITANCE = "inheritance";

    private final StructureNames names;
    private final boolean sameVersion;

    /** @param sameVersion whether both servers print definitions alike */
    Likeness(StructureNames names, boolean sameVersion) {
        this.names = names;
        this.sameVersion = sameVersion;
    }

    /** The attributes in which they differ. */
    List<String> differences(StructurePart source, StructurePart target) {
        var found = new ArrayList<String>();
        for (var attribute : source.key().kind().attributes()) {
            if (!alike(source, attribute, source.value(attribute), target.value(attribute))) {
                found.add(attribute);
            }
        }
        return found;
    }

    private boolean alike(StructurePart part, String attribute, String source, String target) {
        var expected = names.value(attribute, source);
        if (Objects.equals(expected, target)) {
            return true;
        }
        if (expected == null || target == null) {
            return attribute.equals(INHERITANCE); // the table's parents tell of it
        }
        return names.alike(Reprinted.canonical(expected), Reprinted.canonical(target))
                || isPrinted(part, attribute) && printed(expected).equals(printed(target));
    }

    /** Versions qualify columns and set parentheses differently. */
    private boolean isPrinted(StructurePart part, String attribute) {
        return !sameVersion
                && attribute.equals("definition")
                && switch (part.key().kind()) {
                    case View, MaterializedView, Rule -> true;
                    default -> false;
                };
    }

    private static String printed(String text) {
        return text.replaceAll("(\"[^\"]*\"|\\w+)\\.", "").replaceAll("[\\s()]", "");
    }
}
