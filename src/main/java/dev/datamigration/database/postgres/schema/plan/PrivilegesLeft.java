package dev.datamigration.database.postgres.schema.plan;

import static java.util.stream.Collectors.toCollection;

import dev.datamigration.api.task.PrivilegeHandling;
import dev.datamigration.database.postgres.ddl.AccessStatements;
import dev.datamigration.database.postgres.ddl.SecuredObject;
import dev.datamigration.database.postgres.schema.definition.AccessRights;
import dev.datamigration.database.postgres.schema.definition.Grant;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.failure.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers the owners and privileges that the target does not get, and lists them with what to do. */
public final class PrivilegesLeft {
    /** That are written out of one extension. */
    private static final int MOST_STATEMENTS = 20;

    private final PlanContext context;
    private final Map<String, String> owners = new TreeMap<>();
    private final TreeSet<String> grantees = new TreeSet<>();
    private final List<String> ofOwners = new ArrayList<>();
    private int views;

    public PrivilegesLeft(PlanContext context) {
        this.context = context;
    }

    /** @param reason why what belongs to the owner on the source does not on the target */
    public void owner(String owner, String reason) {
        owners.putIfAbsent(owner, reason);
    }

    /** The target has no such role. */
    public void grantee(String grantee) {
        grantees.add(grantee);
    }

    /** The owner of a view is not carried. */
    public void view(AccessRights rights) {
        views += rights.grants().isEmpty() ? 0 : 1;
    }

    /** What an owner has revoked from itself may be what the task's account, which acts for it, works with. */
    public void ownersOwn(SecuredObject object, AccessRights rights, OwnerOnTarget owner) {
        if (!rights.revokedFromOwner().isEmpty() && owner instanceof OwnerOnTarget.Role role) {
            ofOwners.add(AccessStatements.revoke(object, rights.revokedFromOwner(), role.name()) + ";");
        }
    }

    /** The schema public is the target's own affair. New databases let everybody create objects in it until version 14. */
    public void onPublic(AccessRights rights, SecuredObject schema) {
        var there = context.target().database().publicSchema();
        if (there.owner() == null) {
            return;
        }
        var here = rights.grants().stream()
                .filter(grant -> grant.grantee() == null)
                .map(Grant::privilege)
                .collect(toCollection(TreeSet::new));
        var statements = new ArrayList<String>();
        here.stream()
                .filter(privilege -> !there.everybodys().contains(privilege))
                .forEach(privilege -> statements.add(AccessStatements.grantToPublic(schema, privilege) + ";"));
        there.everybodys().stream()
                .filter(privilege -> !here.contains(privilege))
                .sorted()
                .forEach(privilege -> statements.add(AccessStatements.revokeFromPublic(schema, privilege) + ";"));
        if (!rights.owner().equals(there.owner()) && context.target().roles().containsKey(rights.owner())) {
            statements.add(AccessStatements.owner(schema, rights.owner()) + ";");
        }
        if (!statements.isEmpty()) {
            context.refuse(
                    ObjectKind.Privileges,
                    "on the schema public",
                    "The target's own has another owner, or gives everybody less or more, as version 15 has changed it. Run there what the applications need: "
                            + String.join(" ", statements));
        }
    }

    /** What the source says of the server's own objects, or of those that it calls an extension's, is not done on its word. */
    public void listGrantsOnMembers(String extension, List<String> statements) {
        context.refuse(
                ObjectKind.Privileges,
                extension.isEmpty() ? "on objects of the server" : "on objects of the extension " + extension,
                statements.size() > MOST_STATEMENTS
                        ? "They were changed on the source by %d statements, which pg_dump --schema-only prints. Run those that the applications need on the target."
                                .formatted(statements.size())
                        : "They were changed on the source. Run on the target what the applications need: "
                                + String.join(" ", statements));
    }

    public void list() {
        owners.forEach((owner, reason) -> context.refuse(
                ObjectKind.Privileges,
                "owner " + owner,
                "What belongs to %s on the source belongs to %s. %s Or run ALTER … OWNER TO there by hand."
                        .formatted(owner, context.target().account(), reason)));
        grantees.forEach(
                role -> context.refuse(
                        ObjectKind.Privileges,
                        "grants to " + role,
                        "The target has no role of that name. Create it there before the application moves, and they are granted."));
        listOwnersOwn();
        listViews();
        if (context.roles().objects().grants() == PrivilegeHandling.Leave) {
            context.refuse(
                    ObjectKind.Privileges,
                    "grants",
                    "spec.objects.grants is Leave. Give applications their rights on the target before they connect.");
        }
    }

    private void listOwnersOwn() {
        if (!ofOwners.isEmpty()) {
            context.refuse(
                    ObjectKind.Privileges,
                    "that owners have revoked from themselves",
                    ofOwners.size() > MOST_STATEMENTS
                            ? "The owners of %d objects have them on the target; pg_dump --schema-only of the source prints what they revoked. Run there, once the task has ended, what is wanted."
                                    .formatted(ofOwners.size())
                            : "They have them on the target. Once the task has ended, run there: "
                                    + String.join(" ", ofOwners));
        }
    }

    private void listViews() {
        if (views > 0) {
            context.refuse(
                    ObjectKind.Privileges,
                    "grants on views",
                    Quantity.of(
                            views,
                            "1 view shows what its owner may read. Its owner is not carried, so nobody else may use it. Set its owner on the target, then grant there what the source grants.",
                            "%d views show what their owner may read. Their owners are not carried, so nobody else may use them. Set their owner on the target, then grant there what the source grants."));
        }
    }
}
