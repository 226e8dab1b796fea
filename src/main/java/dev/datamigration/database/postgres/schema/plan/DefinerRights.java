package dev.datamigration.database.postgres.schema.plan;

import dev.datamigration.database.postgres.schema.definition.AccessRights;
import dev.datamigration.database.postgres.schema.definition.FunctionDefinition;

/**
 * With whose rights a function runs on the target. One that runs with its owner's must never belong to somebody who may
 * more, not even where nobody is granted it: triggers call it without asking.
 */
public sealed interface DefinerRights {
    /** With those of its caller, as on the source. */
    record Caller() implements DefinerRights {}

    /** With those of its owner from the start: the task's account stands for that one, or may less. */
    record AtOnce() implements DefinerRights {}

    /** With those of its caller until it is given to its owner. */
    record Later() implements DefinerRights {}

    /**
     * With those of its caller.
     *
     * @param reason why its owner is not carried
     */
    record Never(String reason) implements DefinerRights {}

    static DefinerRights of(FunctionDefinition function, AccessRights rights, RoleMap roles) {
        if (!function.securityDefiner()) {
            return new Caller();
        }
        if (rights.ownerIsSuperuser()) {
            return new AtOnce();
        }
        var owner = roles.owner(rights);
        if (owner instanceof OwnerOnTarget.NotCarried left) {
            return new Never(left.reason());
        }
        return owner instanceof OwnerOnTarget.Account ? new AtOnce() : new Later();
    }
}
