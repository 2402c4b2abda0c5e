using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Browser.Tests.Customers;

/// <summary>An invented customer of whom a lot is known.</summary>
internal static class Somebody
{
    public const string Mobile = "13912345678";

    public static CustomerDraft Called(string name, string document) => new()
    {
        Name = name,
        DocumentKind = IdentityDocumentKind.ResidentId,
        DocumentNumber = document,
        DocumentValidUntil = new(2037, 3, 9),
        Mobile = Mobile,
        Email = "customer@example.com",
        Address = new("CN", "江苏省", "南京市", "鼓楼区", "中山北路 18 号", "3 单元 502 室", "210008"),
        Occupation = "建筑师",
        Employer = "江苏建筑设计院",
        Income = IncomeBand.From300ThousandTo1Million,
        Tier = CustomerTier.Affluent,
        Tags = ["住房贷款", "周末来访"],
        AgreesToMarketing = true,
        ConsentProof = "Signed form 2026-118",
        Note = "计划明年购房，关注公积金贷款。",
    };
}
