using BankCrm.Domain.Admin.SecondFactors;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tests.Admin.SecondFactors;

public sealed class PasskeyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly PasskeyCredential Credential = new([1, 2, 3], [4, 5], SignCount: 7, ["usb", "internal"], IsSyncable: true, IsSynced: false);

    [Fact]
    public void Is_kept_as_its_device_tells_it()
    {
        var owner = Guid.NewGuid();

        var passkey = Passkey.Add(Guid.CreateVersion7(), owner, "Laptop", Credential, already: 0, Now);

        Assert.Equal((owner, "Laptop", 7, true, false, Now), (passkey.StaffId, passkey.Name, passkey.SignCount, passkey.IsSyncable, passkey.IsSynced, passkey.AddedAt));
        Assert.Equal(Credential.Id, passkey.CredentialId);
        Assert.Equal(Credential.PublicKey, passkey.PublicKey);
        Assert.Equal(["usb", "internal"], passkey.Transports);
        Assert.Null(passkey.LastUsedAt);
    }

    [Fact]
    public void One_person_has_ten_at_most()
    {
        Assert.NotNull(Passkey.Add(Guid.CreateVersion7(), Guid.NewGuid(), "Ninth", Credential, already: 9, Now));

        var refused = Assert.Throws<RefusedException>(() => Passkey.Add(Guid.CreateVersion7(), Guid.NewGuid(), "Eleventh", Credential, already: 10, Now));

        Assert.StartsWith("You have ten passkeys already.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Has_another_name_once_it_is_renamed()
    {
        var passkey = Passkey.Add(Guid.CreateVersion7(), Guid.NewGuid(), "Laptop", Credential, already: 0, Now);

        passkey.Rename("Old laptop");

        Assert.Equal("Old laptop", passkey.Name);
        Assert.Equal("It has this name already.", Assert.Throws<RefusedException>(() => passkey.Rename("Old laptop")).Message);
    }
}
