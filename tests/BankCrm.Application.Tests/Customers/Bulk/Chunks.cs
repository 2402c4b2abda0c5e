using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Customers.Bulk;

/// <summary>Customers ready to be written at once.</summary>
internal static class Chunks
{
    private static int people;

    /// <summary>Somebody of whom everything is known; no two have the same document.</summary>
    public static CustomerDraft Draft() => new()
    {
        Name = "欧阳𬭎",
        OtherName = "Ouyang \"Hong\" \\ O'Neil",
        DocumentKind = IdentityDocumentKind.Passport,
        DocumentNumber = $"E{Interlocked.Increment(ref people):00000000}",
        DocumentValidUntil = new(2031, 2, 28),
        BirthDate = new(1984, 2, 29),
        Sex = Sex.Female,
        Mobile = $"139{people:00000000}",
        Landline = "0512-62345678",
        Email = "hong@example.com",
        WeChat = "hong_wx",
        Address = new("CN", "江苏省", "苏州市", "姑苏区", "干将东路100号", "3幢201室", "215000"),
        Occupation = "教师",
        Employer = "苏州中学",
        Income = IncomeBand.From100To300Thousand,
        Tier = CustomerTier.Private,
        Stage = LifeCycleStage.Active,
        Appetite = RiskAppetite.C3,
        Tags = ["家庭", "a,b {c}"],
        AgreesToMarketing = true,
        ConsentProof = "Form 12",
        Note = "Two\nlines",
        RegisteredOn = new(2019, 5, 6),
    };

    public static KeyedCustomer Ready(IServiceProvider services, CustomerDraft draft, string number, Guid branchId, Guid? byStaffId = null)
    {
        var (key, cipher) = services.GetRequiredService<ICustomerVault>().Create(draft.Id);
        var now = TimeProvider.System.GetUtcNow();
        var made = NewCustomer.Of(
            draft, number, branchId, byStaffId, new(cipher, services.GetRequiredService<IBlindIndex>()),
            services.GetRequiredService<NameReader>(), now, Branch.DayAt(now));
        return new(made, key);
    }
}
