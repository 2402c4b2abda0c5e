using BankCrm.Application.Cases;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Customers;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Cases;

/// <summary>Cases for tests, and who may what with them.</summary>
internal static class TestCases
{
    public static readonly string[] Teller = [CasePermissions.Work, CasePermissions.ReadAll, CustomerPermissions.Read];
    public static readonly string[] Manager = [.. Teller, CasePermissions.Direct, CasePermissions.Approve, CasePermissions.Report];
    public static readonly string[] Adviser = [CasePermissions.Work, CustomerPermissions.Read];

    public static OpenCase Complaint(Guid customer, string subject = "Charged twice", string text = "I was charged twice", bool mine = false) => new()
    {
        CustomerId = customer,
        Said = new() { Kind = CaseKind.Complaint },
        Channel = CaseChannel.Counter,
        ReceivedAt = Branch.At(TimeProvider.System.GetUtcNow()).DateTime,
        Subject = subject,
        Text = text,
        Mine = mine,
    };

    extension(TestCrm crm)
    {
        public async Task<Guid> OpenedAsync(TestStaff by, Guid customer, string subject = "Charged twice", string text = "I was charged twice", bool mine = false)
        {
            var open = Complaint(customer, subject, text, mine);
            await crm.As(by).SendAsync(open);
            return open.Id;
        }

        public Task<CaseDetails> SeenAsync(TestStaff by, Guid id) => crm.As(by).AskAsync<GetCase, CaseDetails>(new(id));

        public async Task<IReadOnlyList<CaseRow>> ListAsync(TestStaff by, CaseView view) => (await crm.As(by).AskAsync<ListCases, CaseList>(new(view))).Cases.Items;

        public Task<uint> VersionAsync(Guid id) => crm.ReadAsync(db => db.ServiceCases.Where(c => c.Id == id).Select(c => c.Version).SingleAsync());

        public Task<Guid> TopicAsync(TopicTree tree, string name) => crm.ReadAsync(db => db.CaseTopics.Where(t => t.Tree == tree && t.Name == name).Select(t => t.Id).SingleAsync());
    }
}
