package dev.datamigration.database.postgres.schema;

import java.util.List;

/**
 * To whom an object belongs, and who else may do what with it.
 *
 * @param ownerIsSuperuser whether the owner may do everything on the source anyway
 * @param explicit whether anything was ever granted or revoked; otherwise PUBLIC has what it has on every object of the
 *     kind
 */
public record AccessRights(String owner, boolean ownerIsSuperuser, boolean explicit, List<Grant> grants) {
    public AccessRights {
        grants = List.copyOf(grants);
    }

    /** Whether everybody may use a function, or a type, which is so unless it was revoked. */
    public boolean isPublic() {
        return !explicit || grants.stream().anyMatch(grant -> grant.grantee() == null);
    }
}
