package dev.datamigration.database.postgres.schema.definition;

import dev.datamigration.database.table.TableName;

/**
 * A function or procedure.
 *
 * @param arguments those that identify it
 * @param argumentTypes of its input arguments, without names
 * @param definition what follows its name in CREATE FUNCTION, from the opening parenthesis on
 * @param parsedBody whether its body is kept parsed (BEGIN ATOMIC, RETURN), so that names in it are known to the server
 * @param securityDefiner whether it runs with the rights of its owner
 * @param bySuperuser whether its language is one that only superusers may use
 */
public record FunctionDefinition(
        long oid,
        TableName name,
        boolean procedure,
        String arguments,
        String argumentTypes,
        String definition,
        boolean parsedBody,
        boolean securityDefiner,
        boolean bySuperuser) {}
