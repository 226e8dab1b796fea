package dev.datamigration.api.endpoint;

/** Says what a server may ask for before it lets a task in. */
public enum DatabaseAuthentication {
    /** SCRAM-SHA-256 and nothing else: the password never travels. */
    ScramSha256,
    /** SCRAM or an MD5 hash, which is as good as the password to whoever receives it. */
    Md5,
    /** SCRAM, MD5 or the password itself, as for tokens of a cloud's identity service. */
    Password,
    /** Nothing: the client's certificate says who it is. */
    Certificate
}
