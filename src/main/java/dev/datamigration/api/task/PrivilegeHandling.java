package dev.datamigration.api.task;

/** Says what becomes of the source's owners, or of its grants, on the target. */
public enum PrivilegeHandling {
    /** They are carried to the roles of the same name, or those that {@code renameRoles} gives. */
    Carry,
    /** They are left behind: everything belongs to the target's account, and nobody else is granted anything. */
    Leave
}
