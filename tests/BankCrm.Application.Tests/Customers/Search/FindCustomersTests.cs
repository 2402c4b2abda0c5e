using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Customers.Search;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Customers.Search;

public sealed class FindCustomersTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static int people;

    [Theory]
    [InlineData("欧阳娜娜")]
    [InlineData("欧阳")]
    [InlineData("娜娜")]
    [InlineData("ouyangnana")]
    [InlineData("Ouyang Na")]
    [InlineData("oynn")]
    [InlineData("Nana Ouyang")]
    [InlineData("nana.ouyang@example.com")]
    [InlineData("NANA.OUYANG@EXAMPLE.COM")]
    [InlineData("138 1234 5678")]
    [InlineData("+8613812345678")]
    [InlineData("5678")]
    [InlineData("欧阳 5678")]
    [InlineData("{id}")]
    [InlineData("{wide id}")]
    [InlineData("{last four}")]
    [InlineData("欧阳娜娜 {last four}")]
    public async Task Finds_a_person_by_all_that_is_known_of_them(string typed)
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        var id = ResidentId();
        var wanted = await branch.HasCustomerAsync(new()
        {
            Name = "欧阳娜娜",
            OtherName = "Nana Ouyang",
            Mobile = "13812345678",
            Email = "nana.ouyang@example.com",
            DocumentKind = IdentityDocumentKind.ResidentId,
            DocumentNumber = id,
        });
        await branch.HasCustomerAsync(new() { Name = "吴明", DocumentKind = IdentityDocumentKind.ResidentId, DocumentNumber = ResidentId() });

        var found = await FindAsync(teller, typed
            .Replace("{id}", id, StringComparison.Ordinal)
            .Replace("{wide id}", $"{id[..6]} {id[6..14]} " + string.Concat(id[14..].Select(c => (char)(c - '0' + '０'))), StringComparison.Ordinal)
            .Replace("{last four}", id[^4..], StringComparison.Ordinal));

        Assert.Equal(wanted, Assert.Single(found.Hits).Id);
    }

    [Fact]
    public async Task Finds_a_customer_by_number_and_by_its_beginning()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        var id = await branch.HasCustomerAsync();
        var number = await crm.ReadAsync(db => db.Customers.Where(c => c.Id == id).Select(c => c.Number).SingleAsync());

        Assert.Equal(id, (await FindAsync(teller, number)).Only?.Id);
        Assert.Equal(id, (await FindAsync(teller, number[1..])).Only?.Id);
        Assert.Contains((await FindAsync(teller, number[..10])).Hits, hit => hit.Id == id);
    }

    [Fact]
    public async Task Names_that_are_meant_come_before_names_that_begin_so_and_these_before_parts()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        var part = await branch.HasCustomerAsync(new() { Name = "陈张伟" });
        var longer = await branch.HasCustomerAsync(new() { Name = "张伟明" });
        var exact = await branch.HasCustomerAsync(new() { Name = "张伟" });

        var found = await FindAsync(teller, "张伟");

        Assert.Equal([exact, longer, part], found.Hits.Select(hit => hit.Id));
        Assert.Equal([MatchRank.Exact, MatchRank.Prefix, MatchRank.Part], found.Hits.Select(hit => hit.Rank));
    }

    [Fact]
    public async Task Namesakes_are_told_apart_by_what_stays_masked()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        await branch.HasCustomerAsync(new() { Name = "王芳", Mobile = "13912340001", BirthDate = new(1980, 1, 2), DocumentKind = IdentityDocumentKind.Passport, DocumentNumber = "E12345678" });
        await branch.HasCustomerAsync(new() { Name = "王芳", Mobile = "13912340002", BirthDate = new(1991, 1, 2) });

        var found = await FindAsync(teller, "王芳 0001");

        var hit = Assert.Single(found.Hits);
        Assert.Equal("139****0001", hit.Phone?.ToString());
        Assert.Equal("E******78", hit.Document?.ToString());
        Assert.Equal((short)1980, hit.BirthYear);
        Assert.Equal(2, (await FindAsync(teller, "wangfang")).Hits.Count);
    }

    [Fact]
    public async Task A_name_without_such_a_number_shows_those_who_have_the_name()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        var id = await branch.HasCustomerAsync(new() { Name = "赵敏", Mobile = "13912340003" });

        var found = await FindAsync(teller, "赵敏 9876");

        Assert.Equal(id, Assert.Single(found.Hits).Id);
        Assert.NotNull(found.Note);
    }

    [Theory]
    [InlineData("110105194912310023", "check")]
    [InlineData("6222021234567890124", "check")]
    [InlineData("z", "two letters")]
    [InlineData("12", "four digits")]
    [InlineData("name@", "domain")]
    public async Task What_cannot_be_found_is_explained(string typed, string word)
    {
        var teller = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Read);

        var found = await FindAsync(teller, typed);

        Assert.Empty(found.Hits);
        Assert.Contains(word, found.Note?.Sentence ?? "");
    }

    [Theory]
    [InlineData("司徒静")]
    [InlineData("situjing")]
    [InlineData("stj")]
    [InlineData("13987654321")]
    [InlineData("4321")]
    [InlineData("situ@example.com")]
    public async Task Another_branch_s_customer_is_as_if_they_did_not_exist(string typed)
    {
        var (theirs, ours) = (crm.NewBranch(), crm.NewBranch());
        await theirs.HasCustomerAsync(new() { Name = "司徒静", Mobile = "13987654321", Email = "situ@example.com" });
        var teller = await ours.HasStaffAsync(CustomerPermissions.Read);

        var found = await FindAsync(teller, typed);
        var nothing = await FindAsync(teller, typed.Replace('3', '5').Replace("situ", "sita", StringComparison.Ordinal));

        Assert.Empty(found.Hits);
        Assert.Equal((nothing.Note, nothing.HasMore), (found.Note, found.HasMore));
    }

    [Theory]
    [InlineData("尉迟敬德")]
    [InlineData("yuchij")]
    [InlineData("敬德")]
    public async Task Whoever_covers_several_branches_finds_names_in_these_and_whoever_sees_all_in_all(string typed)
    {
        var (first, second, third) = (crm.NewBranch(), crm.NewBranch(), crm.NewBranch());
        var ids = new List<Guid>();
        foreach (var branch in new[] { first, second, third })
        {
            ids.Add(await branch.HasCustomerAsync(new() { Name = "尉迟敬德" }));
        }

        var covering = crm.As(new CurrentUser(null, "Mei", false, [first.Id, second.Id], new HashSet<string> { CustomerPermissions.Read }));
        var everywhere = await first.HasStaffAsync(RoleReach.AllBranches, CustomerPermissions.Read);

        var ofTwo = await covering.AskAsync<FindCustomers, FoundCustomers>(new(typed));
        var ofAll = await FindAsync(everywhere, typed);

        Assert.Equal(ids[..2].Order(), ofTwo.Hits.Select(h => h.Id).Order());
        Assert.Subset(ofAll.Hits.Select(h => h.Id).ToHashSet(), ids.ToHashSet());
    }

    [Fact]
    public async Task A_protected_record_is_found_by_its_whole_number_only_and_not_named()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        var manager = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.ReadProtected);
        var id = await branch.HasCustomerAsync(new() { Name = "慕容雪", Mobile = "13700001111" });
        await crm.HasChangedAsync<Customer>(id, c => c.Protect(true));

        Assert.Empty((await FindAsync(teller, "慕容雪")).Hits);
        Assert.Empty((await FindAsync(teller, "1111")).Hits);
        var hit = Assert.Single((await FindAsync(teller, "13700001111")).Hits);
        Assert.Equal((null, null, null), (hit.Name, hit.Phone, hit.BirthYear));
        Assert.Equal("慕容雪", Assert.Single((await FindAsync(manager, "慕容雪")).Hits).Name);
    }

    [Fact]
    public async Task A_search_is_recorded_without_its_words()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read);
        await branch.HasCustomerAsync(new() { Name = "诸葛亮" });

        await FindAsync(teller, "诸葛亮");
        await crm.As(teller).AskAsync<FindCustomers, FoundCustomers>(new("诸葛亮", WhileTyping: true));
        await crm.As(teller).AskAsync<FindCustomers, FoundCustomers>(new("诸葛孔明", WhileTyping: true));

        var entries = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.Actor == teller.Id && e.Event == AuditEvents.Searched).ToListAsync());
        Assert.Equal(2, entries.Count);
        Assert.All(entries, e => Assert.Contains("\"Count\":[null,1]", e.Changes));
        Assert.All(entries, e => Assert.DoesNotContain("诸葛", e.Changes));
    }

    [Fact]
    public async Task Whoever_may_not_read_customers_finds_none() => await Assert.ThrowsAsync<ForbiddenException>(
        async () => await FindAsync(await crm.NewBranch().HasStaffAsync(), "张伟"));

    private Task<FoundCustomers> FindAsync(TestStaff who, string typed) => crm.As(who).AskAsync<FindCustomers, FoundCustomers>(new(typed));

    // One document, one customer in the whole bank: each gets a number of its own, that keeps its check digit and ends in a digit.
    private static string ResidentId()
    {
        while (true)
        {
            var digits = $"11010119900307{Interlocked.Increment(ref people):000}";
            var sum = digits.Select((digit, place) => (digit - '0') * ((1 << (17 - place)) % 11)).Sum();
            if ("10X98765432"[sum % 11] is not 'X' and var check)
            {
                return digits + check;
            }
        }
    }
}
