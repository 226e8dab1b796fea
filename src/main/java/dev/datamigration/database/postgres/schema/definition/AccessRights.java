package dev.datamigration.database.postgres.schema.definition;

import java.util.List;

/**
 * To whom an object belongs, and who else may do what with it.
 *
 * @param ownerIsSuperuser whether the owner may do everything on the source anyway
 * @param explicit whether anything was ever granted or revoked; otherwise PUBLIC has what it has on every object of the
 *     kind
 * @param grants to others than the owner
 * @param revokedFromOwner privileges that an owner has of itself, and this one has not
 */
public record AccessRights(
        String owner, boolean ownerIsSuperuser, boolean explicit, List<Grant> grants, List<String> revokedFromOwner) {
    public AccessRights {
        grants = List.copyOf(grants);
        revokedFromOwner = List.copyOf(revokedFromOwner);
    }

    /** Of an owner that has all that owners have. */
    public AccessRights(String owner, boolean ownerIsSuperuser, boolean explicit, List<Grant> grants) {
        this(owner, ownerIsSuperuser, explicit, grants, List.of());
    }

    /** Returns whether everybody may use a function, or a type, which is so unless it was revoked. */
    public boolean isPublic() {
        return !explicit || grants.stream().anyMatch(grant -> grant.grantee() == null);
    }
}
