using System.Security.Cryptography;
using BankCrm.Infrastructure.Platform.Encryption;

namespace BankCrm.Application.Tests.Platform.Encryption;

public sealed class KeyRingTests
{
    private const string Column = "sign_ins.authenticator_seed";
    private static readonly Guid Row = Guid.NewGuid();

    [Fact]
    public void After_a_rotation_old_and_new_values_open()
    {
        var before = KeyRingContent.Make(Rings.Now);
        var after = new ColumnCipher(Rings.Of(before.WithNewKey(Rings.Now)));

        var old = new ColumnCipher(Rings.Of(before)).Seal(Column, Row, "old");
        var @new = after.Seal(Column, Row, "new");

        Assert.Equal((1u, 2u), (EnvelopeKey.KeyIdOf(old.Envelope), EnvelopeKey.KeyIdOf(@new.Envelope)));
        Assert.Equal(("old", "new"), (after.Open(Column, Row, old), after.Open(Column, Row, @new)));
    }

    [Fact]
    public void A_key_that_the_ring_lacks_is_an_error()
    {
        var before = KeyRingContent.Make(Rings.Now);
        var value = new ColumnCipher(Rings.Of(before.WithNewKey(Rings.Now))).Seal(Column, Row, "new");

        var thrown = Assert.Throws<CryptographicException>(() => new ColumnCipher(Rings.Of(before)).Open(Column, Row, value));

        Assert.Contains("needs key 2", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_added_by_another_instance_is_found()
    {
        var before = KeyRingContent.Make(Rings.Now);
        var after = before.WithNewKey(Rings.Now);
        var value = new ColumnCipher(Rings.Of(after)).Seal(Column, Row, "new");

        var running = new KeyRing(before, reread: () => after);

        Assert.Equal("new", new ColumnCipher(running).Open(Column, Row, value));
        Assert.Equal(2u, running.NewestId);
    }

    [Fact]
    public void Another_ring_in_its_place_is_an_error()
    {
        var before = KeyRingContent.Make(Rings.Now);
        var value = new ColumnCipher(Rings.Of(before.WithNewKey(Rings.Now))).Seal(Column, Row, "new");

        var running = new KeyRing(before, reread: () => KeyRingContent.Make(Rings.Now).WithNewKey(Rings.Now));

        Assert.Throws<CryptographicException>(() => new ColumnCipher(running).Open(Column, Row, value));
    }

    [Fact]
    public void A_value_without_a_customer_opens_in_its_place_only()
    {
        var cipher = new ColumnCipher(Rings.New());
        var value = cipher.Seal(Column, Row, "JBSWY3DPEHPK3PXP");

        Assert.Equal("JBSWY3DPEHPK3PXP", cipher.Open(Column, Row, value));
        Assert.ThrowsAny<CryptographicException>(() => cipher.Open(Column, Guid.NewGuid(), value));
        Assert.ThrowsAny<CryptographicException>(() => cipher.Open("sign_ins.other", Row, value));
        Assert.ThrowsAny<CryptographicException>(() => new ColumnCipher(Rings.New()).Open(Column, Row, value));
    }
}
