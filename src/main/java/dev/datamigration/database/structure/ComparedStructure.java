package dev.datamigration.database.structure;

import java.util.List;

/**
 * Says what a comparison of the structure came to.
 *
 * @param parts how many of the source were compared
 * @param differences in an order in which their statements work; empty where both are alike
 */
public record ComparedStructure(int parts, List<Difference> differences) {
    public ComparedStructure {
        differences = List.copyOf(differences);
    }
}
