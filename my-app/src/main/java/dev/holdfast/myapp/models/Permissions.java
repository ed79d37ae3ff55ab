package dev.holdfast.myapp.models;

import static dev.holdfast.Permission.owner;
import static dev.holdfast.Permission.role;
import static dev.holdfast.Permission.scope;
import static dev.holdfast.myapp.models.Role.ADMIN;

import dev.holdfast.Permission;

/** The rules about who may do what, by their names. */
public final class Permissions {

    /** The scope of a key that may write products. */
    public static final String WRITE_PRODUCTS = "products:write";

    // tag::rules[]
    public static final Permission ADMINS = role(ADMIN);
    public static final Permission SELF_OR_ADMIN = owner().or(ADMINS);
    public static final Permission PRODUCT_WRITERS = ADMINS.or(scope(WRITE_PRODUCTS));
    // end::rules[]

    private Permissions() {}
}
