package dev.holdfast.accounts;

import java.util.Optional;

/** Finds the program's users; the program implements it over its own records. Called by any number of threads. */
public interface Directory {

    /** Returns the user of that id, who may have been deleted since a token was made; any text may be asked for. */
    Optional<Member> byId(String id);

    /** Returns the user of that address; the address comes trimmed and lowercased. */
    Optional<Member> byEmail(String email);

    /**
     * Gives a user another address, which they have shown to read; says whether there is such a user.
     *
     * @throws dev.holdfast.data.UniqueViolation where somebody else has the address
     */
    boolean changeEmail(String id, String email);
}
