using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>What customers of the demonstration bank asked for and complained of: some late, some waiting for them, some settled with their causes over the last months.</summary>
public static class DemonstrationCases
{
    private const int SettledEach = 18;
    private const int DaysOfHistory = 300;

    private static readonly (string Subject, string Text, CaseKind Kind, CaseChannel Channel, string Category, CasePriority Priority, int HoursAgo)[] Open =
    [
        ("跨行转账三天未到账", "上周五通过手机银行转给儿子的钱到现在还没有到账，急用。", CaseKind.Complaint, CaseChannel.Counter, "Transfer did not arrive", CasePriority.High, 60),
        ("Card payment I do not recognise", "There is a payment to a shop I have never heard of. Please stop it.", CaseKind.Complaint, CaseChannel.Phone, "Payment not recognised", CasePriority.Urgent, 5),
        ("开立存款证明", "办理签证需要英文存款证明一份。", CaseKind.Request, CaseChannel.WeChat, "Statement or certificate", CasePriority.Low, 20),
        ("大堂等候时间过长", "上午排队一个半小时，只开了一个窗口。", CaseKind.Complaint, CaseChannel.Letter, "Waiting time", CasePriority.Normal, 30),
        ("Which documents for a joint account", "My wife and I would like to open one together.", CaseKind.Question, CaseChannel.Email, "Opening or closing", CasePriority.Normal, 3),
        ("自助取款机吞卡", "昨晚取款时卡被机器吞了，请协助取回。", CaseKind.Request, CaseChannel.Counter, "Cash machine", CasePriority.High, 14),
    ];

    private static readonly (string Subject, string Text, string Category, string Cause, string Answer)[] Settled =
    [
        ("同一笔消费扣款两次", "超市消费被扣了两次。", "Charged twice", "Another bank or merchant", "已与商户核实并退回重复扣款。"),
        ("年费未提前告知", "开卡时没有说明年费。", "Interest or fee", "Rule unclear to the customer", "已减免当年年费，并补充了开卡告知单。"),
        ("理财产品收益与介绍不符", "客户经理介绍的收益和实际到手差很多。", "Sales advice", "Wrong information given", "已重新说明收益构成，并对介绍人员进行辅导。"),
        ("柜员态度不耐烦", "询问业务时柜员不愿解释。", "Behaviour of staff", "Unfriendly or inattentive", "网点负责人已致歉，员工已接受培训。"),
        ("App would not open on pay day", "I could not sign in all morning.", "App or website", "Fault or outage", "The fault was mended the same day; an apology was sent."),
        ("征信记录有误", "已还清的贷款仍显示逾期。", "Credit record", "Wrong posting", "已更正并报送征信中心。"),
    ];

    /// <summary>Takes them in, if there are none at all. Customers must be there.</summary>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        if (await db.ServiceCases.AnyAsync(ct))
        {
            return;
        }

        var desk = new Desk(
            work.ServiceProvider.GetRequiredService<ICaseNumbers>(), work.ServiceProvider.GetRequiredService<CustomerCiphers>(), work.ServiceProvider.GetRequiredService<IBlindIndex>(),
            await db.CaseTopics.Where(t => t.ParentId != null).ToListAsync(ct), work.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow());
        var calendar = work.ServiceProvider.GetRequiredService<WorkingCalendar>();
        var staff = await db.Staff.Where(s => s.UserName.StartsWith("rm") || s.UserName.StartsWith("teller")).OrderBy(s => s.UserName)
            .Select(s => new { s.Id, s.HomeBranchId }).ToListAsync(ct);
        foreach (var branch in staff.GroupBy(s => s.HomeBranchId))
        {
            var customers = await db.Customers.Where(c => c.BranchId == branch.Key && !c.IsProtected).OrderBy(c => c.Number).Skip(8).Take(Open.Length + SettledEach).ToListAsync(ct);
            var time = await calendar.OfBranchAsync(db, branch.Key, ct);
            List<Guid> people = [.. branch.Select(s => s.Id)];
            foreach (var (customer, i) in customers.Select((customer, i) => (customer, i)))
            {
                db.Add(i < Open.Length ? await desk.OpenAsync(Open[i], customer, people, i, time, ct) : await desk.SettleAsync(Settled[i % Settled.Length], customer, people, i, time, ct));
            }
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private sealed class Desk(ICaseNumbers numbers, CustomerCiphers ciphers, IBlindIndex index, IReadOnlyList<CaseTopic> topics, DateTimeOffset now)
    {
        public async Task<ServiceCase> OpenAsync(
            (string Subject, string Text, CaseKind Kind, CaseChannel Channel, string Category, CasePriority Priority, int HoursAgo) told, Customer customer, List<Guid> people,
            int place, WorkingTime time, CancellationToken ct)
        {
            var at = now.AddHours(-told.HoursAgo);
            var safe = new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index);
            var taken = await TakeInAsync(told.Subject, told.Text, new(told.Kind, told.Priority, Topic(told.Category).Id, null), told.Channel, customer, safe, people[0], at, time, ct);
            if (place % 3 == 0)
            {
                taken.Claim(people[^1], at.AddMinutes(20));
                taken.Answer(CaseFile.Words("已联系客户，正在核实。", safe, at.AddHours(2)), CaseChannel.Phone, people[^1], at.AddHours(2), time);
            }
            else if (place % 3 == 2)
            {
                taken.Claim(people[0], at.AddMinutes(5));
                taken.Pause(PauseReason.CustomerHasToAct, CaseFile.Words("等待客户提供身份证件。", safe, at.AddHours(1)), people[0], at.AddHours(1), time);
            }

            taken.Warn(now, time);
            return taken;
        }

        public async Task<ServiceCase> SettleAsync(
            (string Subject, string Text, string Category, string Cause, string Answer) told, Customer customer, List<Guid> people, int place, WorkingTime time, CancellationToken ct)
        {
            var at = now.AddDays(-DaysOfHistory + (place * 131 % (DaysOfHistory - 5)));
            var safe = new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index);
            var settled = await TakeInAsync(
                told.Subject, told.Text, new(CaseKind.Complaint, CasePriority.Normal, Topic(told.Category).Id, null), CaseChannel.Phone, customer, safe, people[place % people.Count], at, time, ct);
            var handler = people[(place + 1) % people.Count];
            settled.Claim(handler, at.AddHours(1));
            settled.Answer(CaseFile.Words("已受理，将尽快答复。", safe, at.AddHours(3)), CaseChannel.Phone, handler, at.AddHours(3), time);
            var end = at.AddHours(place % 7 == 0 ? 70 : 20 + place);
            settled.Warn(end, time);
            settled.Resolve(Topic(told.Cause).Id, CaseFile.Words(told.Answer, safe, end), handler, end, time);
            if (place % 2 == 0)
            {
                settled.Rate(place % 8 == 0 ? 2 : 5, null, handler, end.AddDays(1));
            }

            return settled;
        }

        private async Task<ServiceCase> TakeInAsync(
            string subject, string text, CaseParticulars particulars, CaseChannel channel, Customer customer, CustomerSafe safe, Guid by, DateTimeOffset at, WorkingTime time, CancellationToken ct)
        {
            var id = Guid.CreateVersion7(at);
            return ServiceCase.Open(
                new(id, await numbers.NextAsync(ct), channel, at), customer, particulars, safe.Seal(ServiceCase.SubjectColumn, id, subject), CaseFile.Words(text, safe, at),
                CasePromises.Of(topics.Single(t => t.Id == particulars.CategoryId)), by, at, time);
        }

        private CaseTopic Topic(string name) => topics.Single(t => t.Name == name);
    }
}
