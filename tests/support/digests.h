// SHA-256 of texts that tests write into files (FIPS 180-4, appendix B of its first edition).
#ifndef VROSIM_TESTS_DIGESTS_H
#define VROSIM_TESTS_DIGESTS_H

// Of "" and "abc".
#define DIGEST_OF_NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define DIGEST_OF_ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

#endif
