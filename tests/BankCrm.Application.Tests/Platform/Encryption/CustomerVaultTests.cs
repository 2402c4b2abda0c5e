using System.Security.Cryptography;
using System.Text;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.Platform.Encryption;
using FsCheck;
using FsCheck.Fluent;

namespace BankCrm.Application.Tests.Platform.Encryption;

public sealed class CustomerVaultTests
{
    private const string Column = "contact_points.value";
    private static readonly CustomerVault Vault = new(Rings.New());
    private static readonly Arbitrary<string> Texts = ArbMap.Default.ArbFor<string>().Filter(IsText);

    [Fact]
    public void Any_text_comes_back_through_the_stored_key() => Prop.ForAll(Texts, ArbMap.Default.ArbFor<Guid>(), (text, row) =>
    {
        var (key, cipher) = Vault.Create(Guid.NewGuid());

        var value = new Sealed(cipher.Seal(Column, row, text).Envelope);

        return Vault.Open(key.CustomerId, key.Wrapped).Open(Column, row, value) == text;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(200_000)]
    public void Text_of_any_length_comes_back(int length)
    {
        var (_, cipher) = Vault.Create(Guid.NewGuid());
        var text = new string('张', length);

        Assert.Equal(text, cipher.Open(Column, Guid.Empty, cipher.Seal(Column, Guid.Empty, text)));
    }

    [Fact]
    public void Half_a_character_is_refused_rather_than_replaced()
    {
        var (_, cipher) = Vault.Create(Guid.NewGuid());

        Assert.ThrowsAny<ArgumentException>(() => cipher.Seal(Column, Guid.Empty, "\ud842"));
    }

    [Fact]
    public void A_value_opens_in_its_own_row_and_column_only() => Prop.ForAll(Texts, ArbMap.Default.ArbFor<Guid>(), (text, other) =>
    {
        var (_, cipher) = Vault.Create(Guid.NewGuid());
        var row = Guid.NewGuid();
        var value = cipher.Seal(Column, row, text);

        return Refuses(() => cipher.Open(Column, other, value))
            && Refuses(() => cipher.Open("contact_points.note", row, value))
            && Refuses(() => cipher.Open(Column[..^1], row, value));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_value_opens_for_its_own_customer_only() => Prop.ForAll(Texts, text =>
    {
        var row = Guid.NewGuid();
        var value = Vault.Create(Guid.NewGuid()).Cipher.Seal(Column, row, text);

        return Refuses(() => Vault.Create(Guid.NewGuid()).Cipher.Open(Column, row, value));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_stored_key_opens_for_its_own_customer_only()
    {
        var (key, _) = Vault.Create(Guid.NewGuid());

        Assert.ThrowsAny<CryptographicException>(() => Vault.Open(Guid.NewGuid(), key.Wrapped));
    }

    [Fact]
    public void A_value_with_any_byte_changed_does_not_open() => Prop.ForAll(Texts, ArbMap.Default.ArbFor<byte>().Filter(b => b != 0), (text, flip) =>
    {
        var (_, cipher) = Vault.Create(Guid.NewGuid());
        var value = cipher.Seal(Column, Guid.Empty, text);

        return Changed(value.Envelope, flip).All(bytes => Refuses(() => cipher.Open(Column, Guid.Empty, new(bytes))));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_stored_key_with_any_byte_changed_does_not_open()
    {
        var (key, _) = Vault.Create(Guid.NewGuid());

        Assert.All(Changed(key.Wrapped, 1), bytes => Assert.ThrowsAny<CryptographicException>(() => Vault.Open(key.CustomerId, bytes)));
    }

    [Fact]
    public void What_is_cut_short_does_not_open()
    {
        var (key, cipher) = Vault.Create(Guid.NewGuid());
        var value = cipher.Seal(Column, Guid.Empty, "13800138000").Envelope;

        for (var length = 0; length < value.Length; length++)
        {
            Assert.ThrowsAny<CryptographicException>(() => cipher.Open(Column, Guid.Empty, new(value[..length])));
        }

        for (var length = 0; length < key.Wrapped.Length; length++)
        {
            Assert.ThrowsAny<CryptographicException>(() => Vault.Open(key.CustomerId, key.Wrapped[..length]));
        }
    }

    [Fact]
    public void Another_ring_does_not_open_it()
    {
        var (key, _) = Vault.Create(Guid.NewGuid());

        Assert.ThrowsAny<CryptographicException>(() => new CustomerVault(Rings.New()).Open(key.CustomerId, key.Wrapped));
    }

    [Fact]
    public void The_same_text_is_never_sealed_alike()
    {
        var (_, cipher) = Vault.Create(Guid.NewGuid());

        var values = Enumerable.Range(0, 1000).Select(_ => Convert.ToHexString(cipher.Seal(Column, Guid.Empty, "138").Envelope));

        Assert.Equal(1000, values.Distinct().Count());
    }

    [Fact]
    public void One_cipher_serves_several_threads()
    {
        var (_, cipher) = Vault.Create(Guid.NewGuid());

        Parallel.For(0, 20_000, i =>
        {
            var text = $"{i:d11}";
            Assert.Equal(text, cipher.Open(Column, Guid.Empty, cipher.Seal(Column, Guid.Empty, text)));
        });
    }

    [Fact]
    public void A_cipher_that_was_disposed_of_opens_nothing()
    {
        var (_, cipher) = Vault.Create(Guid.NewGuid());
        var value = cipher.Seal(Column, Guid.Empty, "13800138000");

        ((IDisposable)cipher).Dispose();

        Assert.Throws<ObjectDisposedException>(() => cipher.Open(Column, Guid.Empty, value));
    }

    private static bool IsText(string? text)
    {
        try
        {
            return text is not null && EnvelopeText.Utf8.GetByteCount(text) >= 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static IEnumerable<byte[]> Changed(byte[] bytes, byte flip) => bytes.Select((b, at) =>
    {
        var copy = (byte[])bytes.Clone();
        copy[at] = (byte)(b ^ flip);
        return copy;
    });

    private static bool Refuses(Action open)
    {
        try
        {
            open();
            return false;
        }
        catch (CryptographicException)
        {
            return true;
        }
    }
}
