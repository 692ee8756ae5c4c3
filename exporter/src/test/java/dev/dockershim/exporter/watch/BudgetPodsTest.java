package dev.dockershim.exporter.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cluster.TightBudget;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetPodsTest {

    private final BudgetPods budgets = new BudgetPods();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                        | true
            {'matchLabels':{'app':'db'}}                                                              | true
            {'matchLabels':{'app':'db','tier':'x'}}                                                   | false
            {'matchLabels':{'app':'web'}}                                                             | false
            {'matchExpressions':[{'key':'app','operator':'In','values':['web','db']}]}                | true
            {'matchExpressions':[{'key':'app','operator':'NotIn','values':['db']}]}                   | false
            {'matchExpressions':[{'key':'tier','operator':'NotIn','values':['x']}]}                   | true
            {'matchExpressions':[{'key':'app','operator':'Exists'}]}                                  | true
            {'matchExpressions':[{'key':'tier','operator':'Exists'}]}                                 | false
            {'matchExpressions':[{'key':'tier','operator':'DoesNotExist'}]}                           | true
            {'matchExpressions':[{'key':'app','operator':'Exists'},{'key':'app','operator':'In'}]}    | false
            {'matchLabels':{'app':'db'},'matchExpressions':[{'key':'app','operator':'DoesNotExist'}]} | false
            {'matchExpressions':[{'key':'app','operator':'Unheard'}]}                                 | false
            {'matchExpressions':[null]}                                                               | false
            null                                                                                      | false
            """)
    void aSelectorChoosesAsKubernetesDoes(String selector, boolean chosen) {
        budgets.add(budget("'spec':{'selector':" + selector + "},'status':{'disruptionsAllowed':0}"));

        budgets.look(pod("db-0", "Running", ""));

        assertThat(budgets.toList())
                .containsExactly(new TightBudget("shop", "tight", chosen ? Set.of("db-0") : Set.of()));
    }

    @Test
    void aBudgetThatAllowsSomeIsNotInTheWay() {
        budgets.add(budget("'spec':{'selector':{}},'status':{'disruptionsAllowed':1}"));

        assertThat(budgets.toList()).isEmpty();
    }

    @Test
    void severalBudgetsOfOnePodAreInTheWayWhateverTheyAllow() {
        budgets.add(budget("'spec':{'selector':{}},'status':{'disruptionsAllowed':1}"));
        budgets.add(budget("'spec':{'selector':{'matchLabels':{'app':'db'}}},'status':{'disruptionsAllowed':1}"));
        budgets.add(budget("'spec':{'selector':{'matchLabels':{'app':'web'}}},'status':{'disruptionsAllowed':1}"));

        budgets.look(pod("db-0", "Running", ""));

        assertThat(budgets.toList())
                .hasSize(2)
                .containsOnly(new TightBudget("shop", "tight", Set.of("db-0"), Set.of("db-0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'spec':{'selector':{}}", "'spec':{'selector':{}},'status':{}"})
    void aBudgetThatDoesNotSayIsInTheWay(String rest) {
        budgets.add(budget(rest));

        assertThat(budgets.toList()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Running, '', true",
        "Pending, '', false",
        "Succeeded, '', false",
        "Failed, '', false",
        "Running, 2026-01-01T00:00:00Z, false"
    })
    void onlyPodsThatRunAreProtected(String phase, String deleted, boolean isProtected) {
        budgets.add(budget("'spec':{'selector':{}},'status':{'disruptionsAllowed':0}"));

        budgets.look(pod("db-0", phase, deleted));

        assertThat(budgets.toList().get(0).pods()).hasSize(isProtected ? 1 : 0);
    }

    @Test
    void otherNamespacesAreNotItsConcern() {
        budgets.add(budget("'spec':{'selector':{}},'status':{'disruptionsAllowed':0}"));

        budgets.look(ApiObjects.pod(
                "{'metadata':{'namespace':'elsewhere','name':'db-0'},'spec':{},'status':{'phase':'Running'}}"));
        budgets.look(ApiObjects.pod("{}"));

        assertThat(budgets.toList().get(0).pods()).isEmpty();
    }

    @Test
    void aListThatBeginsAnewBeginsWithNothing() {
        budgets.add(budget("'spec':{'selector':{}},'status':{'disruptionsAllowed':0}"));
        budgets.look(pod("db-0", "Running", ""));

        budgets.forget(false);
        assertThat(budgets.toList()).containsExactly(new TightBudget("shop", "tight", Set.of()));
        budgets.forget(true);
        assertThat(budgets.toList()).isEmpty();
    }

    private static ApiObject.Budget budget(String rest) {
        return ApiObjects.budget("{'metadata':{'namespace':'shop','name':'tight'}," + rest + "}");
    }

    private static ApiObject.Pod pod(String name, String phase, String deleted) {
        String deletion = deleted.isEmpty() ? "" : ",'deletionTimestamp':'" + deleted + "'";
        return ApiObjects.pod(
                "{'metadata':{'namespace':'shop','name':'%s','labels':{'app':'db'}%s},'status':{'phase':'%s'}}"
                        .formatted(name, deletion, phase));
    }
}
