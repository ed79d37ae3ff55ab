package dev.holdfast.limit;

import java.net.InetAddress;

/**
 * The addresses that begin with the same bits (RFC 4632); one address is a block that has all of them.
 *
 * @param first an address of the block
 * @param bits how many bits count, from the left
 */
record AddressBlock(InetAddress first, int bits) {

    AddressBlock {
        var most = first.getAddress().length * 8;
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("a block of such addresses has between 0 and " + most + " bits");
        }
    }

    /** Refuses a text that names no block, or one with bits set beyond its own, by an {@link IllegalArgumentException}. */
    static AddressBlock parse(String text) {
        var slash = text.indexOf('/');
        var address = Addresses.read(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("no address");
        }
        if (slash < 0) {
            return new AddressBlock(address, address.getAddress().length * 8);
        }
        var length = text.substring(slash + 1);
        if (!length.matches("0|[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("no length of a block");
        }
        var block = new AddressBlock(address, Integer.parseInt(length));
        if (block.hasBitsBeyond()) {
            throw new IllegalArgumentException("an address inside a block, and not its first");
        }
        return block;
    }

    boolean contains(InetAddress address) {
        var mine = first.getAddress();
        var other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        var whole = bits / 8;
        for (var index = 0; index < whole; index++) {
            if (mine[index] != other[index]) {
                return false;
            }
        }
        var mask = 0xFF00 >> bits % 8 & 0xFF;
        return mask == 0 || (mine[whole] & mask) == (other[whole] & mask);
    }

    private boolean hasBitsBeyond() {
        var bytes = first.getAddress();
        for (var bit = bits; bit < bytes.length * 8; bit++) {
            if ((bytes[bit / 8] & 0x80 >> bit % 8) != 0) {
                return true;
            }
        }
        return false;
    }
}
