package dev.holdfast.myapp.config;

/** How new passwords are hashed; whoever signs in with an older hash gets a new one. */
public enum Hashing {
    /** With cost 12, as Node's programs have it. */
    BCRYPT,
    /** With 19 MiB and 2 passes. */
    ARGON2ID
}
