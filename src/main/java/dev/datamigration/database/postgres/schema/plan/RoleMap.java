package dev.datamigration.database.postgres.schema.plan;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.PrivilegeHandling;
import dev.datamigration.database.postgres.schema.definition.AccessRights;
import dev.datamigration.database.postgres.schema.definition.Grant;
import dev.datamigration.database.postgres.sql.Sql;
import java.util.Optional;

/**
 * Decides who of the target stands for whom of the source; pure. Nobody becomes a superuser by having the name of one.
 *
 * @param target what is known of the target
 */
public record RoleMap(ObjectSelection objects, TargetFacts target) {

    /** Whom an object is to belong to. */
    public OwnerOnTarget owner(AccessRights rights) {
        if (objects.owners() == PrivilegeHandling.Leave) {
            return new OwnerOnTarget.NotCarried("spec.objects.owners is Leave.");
        }
        var name = nameOf(rights.owner());
        var role = target.roles().get(name);
        if (role == null) {
            return new OwnerOnTarget.NotCarried(
                    "The target has no role %s. CREATE ROLE %s; there, or give it another name in spec.objects.renameRoles of a new task."
                            .formatted(name, Sql.identifier(name)));
        }
        if (wouldBecomeSuperuser(rights.owner(), rights.ownerIsSuperuser())) {
            return new OwnerOnTarget.NotCarried(
                    "%s is a superuser on the target and none on the source. Say in spec.objects.renameRoles of a new task who stands for it."
                            .formatted(name));
        }
        if (name.equals(target.account())) {
            return new OwnerOnTarget.Account();
        }
        return role.usable()
                ? new OwnerOnTarget.Role(name)
                : new OwnerOnTarget.NotCarried("The target's account is no member of %s. GRANT %s TO %s; there."
                        .formatted(name, Sql.identifier(name), Sql.identifier(target.account())));
    }

    /** Returns whether the role is a superuser on the target and none on the source, and nobody has said that it is the same one. */
    public boolean wouldBecomeSuperuser(String source, boolean superuserThere) {
        var role = target.roles().get(nameOf(source));
        return role != null && role.superuser() && !superuserThere && !isNamed(source);
    }

    /** The role that has the privileges of this one, if the target has it. */
    public Optional<String> grantee(String source) {
        var name = nameOf(source);
        return target.roles().containsKey(name) ? Optional.of(name) : Optional.empty();
    }

    /** The same for the role of the target that has the privileges of its grantee; empty if there is none. */
    public Optional<Grant> onTarget(Grant grant) {
        return grant.grantee() == null
                ? Optional.of(grant)
                : grantee(grant.grantee())
                        .map(name -> new Grant(name, grant.column(), grant.privilege(), grant.grantable()));
    }

    private String nameOf(String source) {
        return objects.renameRoles().getOrDefault(source, source);
    }

    private boolean isNamed(String source) {
        return objects.renameRoles().containsKey(source);
    }
}
