package dev.datamigration.kubectl.cluster;

/** What is read of an object's metadata. */
public record ObjectName(String name, String namespace) {}
