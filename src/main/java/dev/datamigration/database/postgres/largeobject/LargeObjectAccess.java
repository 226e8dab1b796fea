package dev.datamigration.database.postgres.largeobject;

import dev.datamigration.api.task.PrivilegeHandling;
import dev.datamigration.database.postgres.ddl.AccessStatements;
import dev.datamigration.database.postgres.ddl.SecuredObject;
import dev.datamigration.database.postgres.schema.definition.Grant;
import dev.datamigration.database.postgres.schema.plan.OwnerOnTarget;
import dev.datamigration.database.postgres.schema.plan.RoleMap;
import dev.datamigration.database.postgres.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Says what makes comment, owner and privileges of a large object those of the source; pure. */
final class LargeObjectAccess {
    private final RoleMap roles;

    LargeObjectAccess(RoleMap roles) {
        this.roles = roles;
    }

    /** @param there the same object on the target; null where it is just being made */
    List<String> statements(LargeObject object, LargeObject there) {
        var named = "LARGE OBJECT " + object.oid();
        var secured = new SecuredObject(named, named, null);
        var statements = new ArrayList<String>();
        if (!Objects.equals(object.comment(), there == null ? null : there.comment())) {
            statements.add("COMMENT ON %s IS %s"
                    .formatted(named, object.comment() == null ? "NULL" : Sql.literal(object.comment())));
        }
        if (roles.objects().grants() == PrivilegeHandling.Carry) {
            statements.addAll(AccessStatements.grants(secured, missing(object, there)));
        }
        if (roles.owner(object.rights()) instanceof OwnerOnTarget.Role owner
                && (there == null || !there.rights().owner().equals(owner.name()))) {
            statements.add(AccessStatements.owner(secured, owner.name()));
        }
        return statements;
    }

    /** What was granted on the target besides may have been by a person, and stays. */
    private List<Grant> missing(LargeObject object, LargeObject there) {
        return object.rights().grants().stream()
                .flatMap(grant -> roles.onTarget(grant).stream())
                .filter(grant -> there == null
                        || !there.rights().grants().contains(grant)
                                && !there.rights().owner().equals(grant.grantee()))
                .toList();
    }
}
