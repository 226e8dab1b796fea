/**
 * {@code mvn -Pquickstart}: a live migration on this machine from nothing but a JDK and Maven. In test scope, because it
 * needs embedded servers that have no place in the operator's image.
 */
package dev.datamigration.quickstart;
