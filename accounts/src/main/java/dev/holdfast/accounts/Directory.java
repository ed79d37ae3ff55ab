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

    /**
     * Makes a user of somebody who signs in by a provider for the first time, and has shown there that their address is theirs;
     * empty where the program takes nobody so, as it does unless it says otherwise.
     *
     * @throws dev.holdfast.data.UniqueViolation where somebody has the address, who may have come at the same moment
     */
    default Optional<Member> provision(NewMember draft) {
        return Optional.empty();
    }
}
