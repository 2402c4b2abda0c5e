using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Tasks.Queues;
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

    private static readonly (string Name, string Contact, string Subject, string Text, CaseKind Kind, CaseChannel Channel, int HoursAgo, bool IsAnswered)[] Callers =
    [
        ("路人王先生", "13800009001", "捡到一张银行卡", "在商场门口捡到贵行的卡，想交到网点。", CaseKind.Question, CaseChannel.Phone, 4, false),
        ("Maria Gomez", "maria@example.com", "Opening an account as a student", "I begin to study here in spring. Which papers do I need?", CaseKind.Question, CaseChannel.Email, 26, true),
        ("陈女士（邻店）", "13800009002", "运钞车占用店门", "每天上午运钞车停在店门口，影响生意。", CaseKind.Complaint, CaseChannel.Letter, 43, false),
    ];

    /// <summary>What one has to be good at for cases of a category.</summary>
    private static readonly (string Category, string Skill)[] Skills =
        [("Payments and transfers", "支付"), ("Loans", "贷款"), ("Service", "柜面"), ("Cash machine", "柜面")];

    private static readonly (string Subject, string Text, string Category, string Cause, string Answer)[] Settled =
    [
        ("同一笔消费扣款两次", "超市消费被扣了两次。", "Charged twice", "Another bank or merchant", "已与商户核实并退回重复扣款。"),
        ("年费未提前告知", "开卡时没有说明年费。", "Interest or fee", "Rule unclear to the customer", "已减免当年年费，并补充了开卡告知单。"),
        ("理财产品收益与介绍不符", "客户经理介绍的收益和实际到手差很多。", "Sales advice", "Wrong information given", "已重新说明收益构成，并对介绍人员进行辅导。"),
        ("柜员态度不耐烦", "询问业务时柜员不愿解释。", "Behaviour of staff", "Unfriendly or inattentive", "网点负责人已致歉，员工已接受培训。"),
        ("App would not open on pay day", "I could not sign in all morning.", "App or website", "Fault or outage", "The fault was mended the same day; an apology was sent."),
        ("征信记录有误", "已还清的贷款仍显示逾期。", "Credit record", "Wrong posting", "已更正并报送征信中心。"),
        ("跨行转账迟迟未到", "转给供应商的货款两天后才到，影响了发货。", "Transfer did not arrive", "Another bank or merchant", "对方行系统升级所致，已书面说明并协助客户与供应商沟通。"),
        ("Card was declined abroad", "My card did not work in three shops in Bangkok.", "Card does not work", "Rule unclear to the customer", "Use abroad was switched on and explained; the customer was called before the next journey."),
        ("存款证明等了一周", "说好三天，结果等了七天才拿到。", "Statement or certificate", "Took too long", "已补办并致歉，流程改为当日提交审批。"),
        ("网点排队太久", "月初发工资时等了两个小时。", "Waiting time", "Took too long", "月初增开两个窗口，并启用预约取号。"),
        ("A stranger paid with my card", "Two payments at night, in a city where I have never been.", "Payment not recognised", "Fraud by others", "The amounts were paid back and the card was replaced; the police have the report."),
        ("自助机少吐了两百元", "取两千元只出了一千八。", "Cash machine", "Fault or outage", "清机后确认长款，已当日返还。"),
        ("提前还款违约金有争议", "贷款合同上没有看到提前还款要收违约金。", "Repayment", "Terms or price", "已逐条解释合同，并按优惠政策减免一半。"),
        ("理财赎回到账晚了一天", "说好次日到账，第三天才到。", "Redemption or maturity", "Step forgotten", "补付一天收益，并增加到账前一日的核对。"),
        ("新卡寄错地址", "卡寄到了三年前的旧地址。", "Card not delivered", "Wrong information given", "旧卡作废，新卡已由网点当面交付，地址已更新。"),
        ("Loan refused without a reason", "Nobody could tell me why.", "Application", "Wrong information given", "The reasons were explained, and what would help a second application."),
        ("收到不是本人的短信", "短信里是另一位客户的余额。", "Personal data", "Wrong posting", "号码登记有误，已更正并向双方说明，按规定上报。"),
        ("手机银行人脸识别失败", "换了手机之后一直通不过。", "App or website", "Fault or outage", "在柜台核实身份后重新绑定设备，问题已反馈开发部门。"),
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

        var topics = await db.CaseTopics.AsTracking().Where(t => t.Tree == TopicTree.Category).ToListAsync(ct);
        foreach (var (name, skill) in Skills)
        {
            var topic = topics.Single(t => t.Name == name);
            topic.Change(new(topic.Name, topic.ChineseName, topic.Priority, topic.AnswerHours, topic.ClosureHours, skill));
        }

        var desk = new Desk(
            work.ServiceProvider.GetRequiredService<ICaseNumbers>(), work.ServiceProvider.GetRequiredService<CustomerCiphers>(), work.ServiceProvider.GetRequiredService<IBlindIndex>(),
            work.ServiceProvider.GetRequiredService<IColumnCipher>(),
            await db.CaseTopics.Where(t => t.ParentId != null).ToListAsync(ct), work.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow());
        var calendar = work.ServiceProvider.GetRequiredService<WorkingCalendar>();
        var staff = await db.Staff.Where(s => s.UserName.StartsWith("rm") || s.UserName.StartsWith("teller")).OrderBy(s => s.UserName)
            .Select(s => new { s.Id, s.HomeBranchId }).ToListAsync(ct);
        foreach (var branch in staff.GroupBy(s => s.HomeBranchId))
        {
            var customers = await db.Customers.Where(c => c.BranchId == branch.Key && !c.IsProtected).OrderBy(c => c.Number).Skip(8).Take(Open.Length + SettledEach).ToListAsync(ct);
            var time = await calendar.OfBranchAsync(db, branch.Key, ct);
            List<Guid> people = [.. branch.Select(s => s.Id)];
            var queue = await db.WorkQueues.Where(q => q.BranchId == branch.Key && q.Takes == QueueTakes.Both).Select(q => (Guid?)q.Id).FirstOrDefaultAsync(ct);
            foreach (var (customer, i) in customers.Select((customer, i) => (customer, i)))
            {
                db.Add(i < Open.Length ? await desk.OpenAsync(Open[i], customer, people, queue, i, time, ct) : await desk.SettleAsync(Settled[(i - Open.Length) % Settled.Length], customer, people, i, time, ct));
            }

            foreach (var caller in Callers)
            {
                db.Add(await desk.TakeInAsync(caller, branch.Key, people[0], queue, time, ct));
            }
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private sealed class Desk(ICaseNumbers numbers, CustomerCiphers ciphers, IBlindIndex index, IColumnCipher cipher, IReadOnlyList<CaseTopic> topics, DateTimeOffset now)
    {
        /// <summary>Somebody who is no customer.</summary>
        public async Task<Enquiry> TakeInAsync(
            (string Name, string Contact, string Subject, string Text, CaseKind Kind, CaseChannel Channel, int HoursAgo, bool IsAnswered) told, Guid branch, Guid by, Guid? queue,
            WorkingTime time, CancellationToken ct)
        {
            var at = now.AddHours(-told.HoursAgo);
            var id = Guid.CreateVersion7(at);
            var taken = Enquiry.TakeIn(
                new(id, await numbers.NextAsync(ct), told.Channel, at), branch, new(told.Kind, CategoryId: null, EnquiryTerms.LanguageOf(told.Subject)), cipher.Outsider(id, told.Name, told.Contact), cipher.Seal(Enquiry.SubjectColumn, id, told.Subject),
                cipher.EnquiryWords(told.Text, at), by, at, time);
            if (told.IsAnswered)
            {
                taken.Answer(cipher.EnquiryWords("已电话说明，等待对方补充材料。", at.AddHours(2)), by, at.AddHours(2), time);
            }
            else if (queue is { } waits)
            {
                taken.PutInto(waits, why: null, by, at);
            }

            taken.Warn(now, time);
            return taken;
        }

        public async Task<ServiceCase> OpenAsync(
            (string Subject, string Text, CaseKind Kind, CaseChannel Channel, string Category, CasePriority Priority, int HoursAgo) told, Customer customer, List<Guid> people,
            Guid? queue, int place, WorkingTime time, CancellationToken ct)
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
            else if (queue is { } waits)
            {
                taken.PutInto(waits, why: null, people[0], at.AddMinutes(1));
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
